/*
 * Two things that libedit does not draw well, mended by drawing the line anew from its beginning.
 *
 * A new size: libedit notes it and draws nothing, and what it draws later leaves remains of the
 * old rows. Terminals of today rewrap what is on the screen and keep the cursor at its character;
 * so the line begins as many rows above the cursor as it takes in the new width.
 *
 * A change in a line of several rows: where a wide character does not fit into the last column,
 * libedit loses one on the screen, though never in the line, and breaks the row in one of two ways
 * that a terminal rewraps differently. Drawn anew, it is always the same way.
 */
#define _GNU_SOURCE
#include "internal.h"

#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Where the next character goes. */
typedef struct place {
    int row;
    int column;
    int columns;
    bool has_wide;
} place;

static void begin_row(place *place) {
    place->row++;
    place->column = 0;
}

static bool fits(const place *place, wchar_t character) {
    return place->column + wcwidth(character) <= place->columns;
}

static void advance(place *place, wchar_t character) {
    if (character == L'\n') {
        begin_row(place);
        return;
    }
    if (!fits(place, character)) begin_row(place);
    int width = wcwidth(character);
    if (width == 2) place->has_wide = true;
    /* The editor shows a control character as ^X. */
    place->column += width < 0 ? 2 : width;
    if (place->column >= place->columns) begin_row(place);
}

/*
 * The same for a terminal that was `then` wide and has rewrapped what it showed. A row that ended
 * because a wide character did not fit was ended by us, and stays a row.
 */
static void rewrap(place *then, place *now, wchar_t character) {
    bool is_broken = !fits(then, character);
    if (is_broken && now->column > 0) begin_row(now);
    advance(then, character);
    advance(now, character);
}

/*
 * Lays out prompt and line up to a character, which may be the end of the line, on a terminal that
 * had so many columns when they were drawn.
 */
static place lay_out(EditLine *line_editor, const wchar_t *end, int drawn_columns) {
    place then = {.columns = drawn_columns};
    place now = {.columns = ct_columns(STDOUT_FILENO)};
    bool is_escape = false;
    for (const wchar_t *next = ct_prompt(line_editor); *next != L'\0'; next++) {
        if (*next == CT_LITERAL) is_escape = !is_escape;
        else if (!is_escape) rewrap(&then, &now, *next);
    }
    const LineInfoW *line = el_wline(line_editor);
    for (const wchar_t *next = line->buffer; next < end; next++) rewrap(&then, &now, *next);
    /* The cursor stands on its character, and that may be the one that goes to the next row. */
    if (end < line->lastchar && *end != L'\n' && !fits(&now, *end)) begin_row(&now);
    return now;
}

int ct_cursor_row(EditLine *line_editor) {
    int columns = ct_session(line_editor)->drawn.columns;
    return lay_out(line_editor, el_wline(line_editor)->cursor, columns).row;
}

/* A capability of the terminal; empty when it has none. Delays meant for slow lines are cut off. */
static int capability(EditLine *line_editor, char *name, const char **sequence) {
    char *value = NULL;
    *sequence = "";
    if (el_wget(line_editor, EL_GETTC, name, &value) != 0 || value == NULL) return 0;
    *sequence = value;
    const char *delay = strstr(value, "$<");
    return delay == NULL ? (int)strlen(value) : (int)(delay - value);
}

void ct_redraw(EditLine *line_editor, int rows_above_cursor) {
    char name_up[] = "up", name_clear[] = "cd";
    const char *up, *clear;
    int up_length = capability(line_editor, name_up, &up);
    int clear_length = capability(line_editor, name_clear, &clear);
    FILE *screen = NULL;
    el_wget(line_editor, EL_GETFP, STDOUT_FILENO, &screen);
    if (screen == NULL || up_length == 0 || clear_length == 0) return;
    fputc('\r', screen);
    for (int row = 0; row < rows_above_cursor; row++) fprintf(screen, "%.*s", up_length, up);
    fprintf(screen, "%.*s", clear_length, clear);
    el_wset(line_editor, EL_REFRESH);
}

void ct_redraw_resized(EditLine *line_editor) {
    int row = ct_cursor_row(line_editor);
    el_resize(line_editor);
    ct_session(line_editor)->drawn.columns = ct_columns(STDOUT_FILENO);
    ct_redraw(line_editor, row);
}

/* FNV-1a over characters. */
unsigned long ct_digest(const wchar_t *begin, const wchar_t *end) {
    unsigned long value = 0xCBF29CE484222325;
    for (; begin < end; begin++) value = (value ^ (unsigned long)*begin) * 0x100000001B3;
    return value;
}

void ct_mend_display(EditLine *line_editor) {
    /* In the middle of a paste nobody is looking. */
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    if (poll(&input, 1, 0) != 0) return;
    const LineInfoW *line = el_wline(line_editor);
    ct_drawn *drawn = &ct_session(line_editor)->drawn;
    unsigned long digest = ct_digest(line->buffer, line->lastchar);
    if (digest == drawn->digest) return;
    drawn->digest = digest;
    place end = lay_out(line_editor, line->lastchar, drawn->columns);
    if (end.row == 0 || !end.has_wide) return;
    ct_redraw(line_editor, ct_cursor_row(line_editor));
}

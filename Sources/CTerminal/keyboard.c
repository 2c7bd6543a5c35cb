#define _GNU_SOURCE
/*
 * Where the editor's characters come from: bytes of the terminal decoded one at a time, signals
 * turned into an end of the line, and a bound on what a paste can make the editor hold.
 */
#include "internal.h"

#include <errno.h>
#include <unistd.h>

enum { KEY_LINE_END = 0x05, KEY_YANK = 0x19, KEY_ESCAPE = 0x1B, KEY_DELETE = 0x7F };
enum { REPLACEMENT_CHARACTER = 0xFFFD, NO_BYTE = -1 };

void ct_keyboard_reset(ct_keyboard *keyboard) {
    *keyboard = (ct_keyboard){.ending = CT_LINE, .escape = CT_NO_ESCAPE, .again = NO_BYTE};
}

size_t ct_byte_count(wchar_t character) {
    if (character < 0x80) return 1;
    if (character < 0x800) return 2;
    return character < 0x10000 ? 3 : 4;
}

static size_t line_bytes(EditLine *line_editor) {
    const LineInfoW *line = el_wline(line_editor);
    size_t bytes = 0;
    for (const wchar_t *next = line->buffer; next < line->lastchar; next++) {
        bytes += ct_byte_count(*next);
    }
    return bytes;
}

/* Adds a byte to what has arrived; true when it completes a character, were it U+FFFD. */
static bool decode(ct_keyboard *keyboard, unsigned char byte, wchar_t *character) {
    char unit = (char)byte;
    size_t outcome = mbrtowc(character, &unit, 1, &keyboard->partial);
    if (outcome == (size_t)-2) {
        keyboard->is_partial = true;
        return false;
    }
    if (outcome == (size_t)-1) {
        *character = REPLACEMENT_CHARACTER;
        /* The byte that cannot continue one character may well begin the next. */
        if (keyboard->is_partial) keyboard->again = byte;
        keyboard->partial = (mbstate_t){0};
    }
    keyboard->is_partial = false;
    return true;
}

/* Follows the escape sequences of keys; true while the character belongs to one. */
static bool is_in_escape(ct_keyboard *keyboard, wchar_t character) {
    switch (keyboard->escape) {
    case CT_NO_ESCAPE:
        if (character != KEY_ESCAPE) return false;
        keyboard->escape = CT_AFTER_ESCAPE;
        return true;
    case CT_AFTER_ESCAPE: {
        bool is_introducer = character == L'[' || character == L'O';
        keyboard->escape = is_introducer ? CT_IN_SEQUENCE : CT_NO_ESCAPE;
        return true;
    }
    case CT_IN_SEQUENCE:
        if (character >= 0x40 && character <= 0x7E) keyboard->escape = CT_NO_ESCAPE;
        return true;
    }
    return false;
}

/*
 * Whether the editor may have the character. A full line takes no more text, and remembers that
 * it was offered some until it is empty again; keys that move or delete always pass.
 */
static bool is_admitted(EditLine *line_editor, ct_keyboard *keyboard, wchar_t character) {
    size_t bytes = line_bytes(line_editor);
    if (bytes == 0) keyboard->is_overflowing = false;
    /* Keys that mean nothing leave their last characters as text: that is bounded as well. */
    if (is_in_escape(keyboard, character) && bytes < 2 * CT_LINE_LIMIT) return true;
    bool is_text = character >= L' ' && character != KEY_DELETE;
    if (!is_text && character != KEY_YANK) return true;
    if (bytes + ct_byte_count(character) <= CT_LINE_LIMIT) return true;
    keyboard->is_overflowing = true;
    return false;
}

/* Ends the line for a reason. An abandoned line is left with the cursor behind its last row. */
static int leave(EditLine *line_editor, ct_status reason, wchar_t *character) {
    ct_session(line_editor)->keyboard.ending = reason;
    int is_editing = 0;
    el_wget(line_editor, EL_EDITMODE, &is_editing);
    errno = EINTR;
    if (reason != CT_INTERRUPTED || !is_editing) return -1;
    *character = KEY_LINE_END;
    return 1;
}

/* A shell or another program had the terminal meanwhile: take its modes back and draw anew. */
static void resume(EditLine *line_editor) {
    /* Off and on: "on" alone does nothing for an editor that believes it is on. */
    el_wset(line_editor, EL_PREP_TERM, 0);
    el_wset(line_editor, EL_PREP_TERM, 1);
    el_resize(line_editor);
    el_wset(line_editor, EL_REFRESH);
}

/* Waits for a byte: 0, or what ct_read_character has to return instead of a character. */
static int next_byte(EditLine *line_editor, unsigned char *byte, wchar_t *character) {
    for (;;) {
        switch (ct_wait(STDIN_FILENO)) {
        case CT_EVENT_INPUT: break;
        case CT_EVENT_INTERRUPT: return leave(line_editor, CT_INTERRUPTED, character);
        case CT_EVENT_CLOSED: ct_note_hang_up(); /* fall through */
        case CT_EVENT_HANG_UP: return leave(line_editor, CT_HANG_UP, character);
        case CT_EVENT_FAILED: return leave(line_editor, CT_FAILED, character);
        case CT_EVENT_SUSPEND:
            el_wset(line_editor, EL_PREP_TERM, 0);
            ct_stop_here();
            resume(line_editor);
            return leave(line_editor, CT_AWAY, character);
        case CT_EVENT_IDLE: return leave(line_editor, CT_AWAY, character);
        case CT_EVENT_CONTINUED: resume(line_editor); continue;
        case CT_EVENT_RESIZED: ct_redraw_resized(line_editor); continue;
        case CT_EVENT_NONE: continue;
        }
        ssize_t count = read(STDIN_FILENO, byte, 1);
        if (count == 1) return 0;
        if (count == 0) return leave(line_editor, CT_END_OF_INPUT, character);
        if (errno == EINTR || errno == EAGAIN) continue;
        return leave(line_editor, CT_FAILED, character);
    }
}

int ct_read_character(EditLine *line_editor, wchar_t *character) {
    ct_keyboard *keyboard = &ct_session(line_editor)->keyboard;
    if (keyboard->ending != CT_LINE) return -1;
    int saved = errno;
    if (keyboard->again == NO_BYTE) ct_mend_display(line_editor);
    for (;;) {
        unsigned char byte = (unsigned char)keyboard->again;
        if (keyboard->again == NO_BYTE) {
            int outcome = next_byte(line_editor, &byte, character);
            if (outcome != 0) return outcome;
        }
        keyboard->again = NO_BYTE;
        if (!decode(keyboard, byte, character)) continue;
        if (!is_admitted(line_editor, keyboard, *character)) continue;
        errno = saved;
        return 1;
    }
}

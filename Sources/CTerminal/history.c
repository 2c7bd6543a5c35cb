/*
 * Lines of this conversation, to be gone back to. A line that is changed there stays changed until
 * the line is sent; the history itself keeps what was sent.
 */
#define _GNU_SOURCE
#include "internal.h"

#include <stdlib.h>
#include <string.h>

static void forget_edits(ct_history *history) {
    for (size_t index = 0; index <= CT_HISTORY; index++) {
        free(history->edited[index]);
        history->edited[index] = NULL;
    }
}

void ct_history_begin(ct_history *history) {
    forget_edits(history);
    history->place = history->count;
}

void ct_history_forget(ct_history *history) {
    forget_edits(history);
    while (history->count > 0) free(history->lines[--history->count]);
    history->place = 0;
}

bool ct_history_add(ct_history *history, const char *line) {
    wchar_t *wide = ct_widen(line, strlen(line));
    if (wide == NULL) return false;
    forget_edits(history);
    size_t count = history->count;
    bool is_repeated = count > 0 && wcscmp(history->lines[count - 1], wide) == 0;
    if (is_repeated || *wide == L'\0') {
        free(wide);
        return true;
    }
    if (count == CT_HISTORY) {
        free(history->lines[0]);
        memmove(history->lines, history->lines + 1, --count * sizeof *history->lines);
    }
    history->lines[count] = wide;
    history->count = count + 1;
    return true;
}

const wchar_t *ct_history_line(const ct_history *history, size_t place) {
    if (history->edited[place] != NULL) return history->edited[place];
    return place < history->count ? history->lines[place] : L"";
}

void ct_history_go(EditLine *line_editor, size_t place) {
    ct_editor *editor = ct_session(line_editor);
    ct_history *history = &editor->history;
    free(history->edited[history->place]);
    history->edited[history->place] = ct_line_text(line_editor).characters;
    history->place = place;
    const wchar_t *line = ct_history_line(history, place);
    ct_line_replace(line_editor, line, wcslen(line));
    /* Each line has its own past. */
    ct_changes_reset(&editor->changes);
}

unsigned char ct_older(EditLine *line_editor, wint_t key) {
    (void)key;
    const ct_history *history = &ct_session(line_editor)->history;
    if (history->place == 0) return CC_ERROR;
    ct_history_go(line_editor, history->place - 1);
    return CC_REFRESH;
}

unsigned char ct_newer(EditLine *line_editor, wint_t key) {
    (void)key;
    const ct_history *history = &ct_session(line_editor)->history;
    if (history->place == history->count) return CC_ERROR;
    ct_history_go(line_editor, history->place + 1);
    return CC_REFRESH;
}

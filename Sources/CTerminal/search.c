/*
 * Ctrl-R: looks backwards through the history while the words are typed. Our own in place of
 * libedit's, which speaks English and matches patterns; the words for it come with each prompt.
 */
#define _GNU_SOURCE
#include "internal.h"

#include <stdlib.h>
#include <string.h>

enum { KEY_ABORT = 0x07, KEY_BACKSPACE = 0x08, KEY_SEARCH = 0x12, KEY_ESCAPE = 0x1B };
enum { KEY_DELETE = 0x7F };

typedef struct search {
    wchar_t words[CT_SEARCH];
    size_t length;
    /* The history's line that is shown; its count for the line that was being typed. */
    size_t found;
    bool is_missing;
} search;

/* The newest line before `end` that holds the words. */
static void find(const ct_history *history, search *search, size_t end) {
    search->is_missing = false;
    while (end-- > 0) {
        if (wcsstr(ct_history_line(history, end), search->words) == NULL) continue;
        search->found = end;
        return;
    }
    search->is_missing = search->length > 0;
}

/* `search: 欠 > ` in the place of the prompt, and the line that was found behind it. */
static void show(EditLine *line_editor, const search *search, const ct_text *typed) {
    ct_editor *editor = ct_session(line_editor);
    const wchar_t *label = search->is_missing ? editor->not_found_label : editor->search_label;
    int row = ct_cursor_row(line_editor);
    swprintf(editor->search_prompt, CT_SEARCH_PROMPT, L"%ls%ls > ", label, search->words);
    bool is_typed = search->found == editor->history.count;
    const wchar_t *line =
        is_typed ? typed->characters : ct_history_line(&editor->history, search->found);
    const wchar_t *match = is_typed ? NULL : wcsstr(line, search->words);
    ct_line_replace(
        line_editor, line, match == NULL ? wcslen(line) : (size_t)(match - line));
    ct_redraw(line_editor, row);
}

/* False when the key ends the search. */
static bool take(const ct_history *history, search *search, wchar_t key) {
    switch (key) {
    case KEY_SEARCH:
        find(history, search, search->is_missing ? history->count : search->found);
        return true;
    case KEY_BACKSPACE:
    case KEY_DELETE:
        if (search->length > 0) search->words[--search->length] = L'\0';
        search->found = history->count;
        find(history, search, search->length > 0 ? history->count : 0);
        return true;
    default:
        if (key < L' ' || ct_is_key(key)) return false;
        if (search->length + 1 < CT_SEARCH) search->words[search->length++] = key;
        find(history, search, history->count);
        return true;
    }
}

/* The found line stays, or the one that was typed comes back. */
static void leave(EditLine *line_editor, const search *search, const ct_text *typed, bool keeps) {
    ct_editor *editor = ct_session(line_editor);
    int row = ct_cursor_row(line_editor);
    editor->search_prompt[0] = L'\0';
    ct_line_replace(line_editor, typed->characters, typed->cursor);
    if (keeps && search->found < editor->history.count) {
        ct_history_go(line_editor, search->found);
    }
    ct_redraw(line_editor, row);
}

unsigned char ct_search(EditLine *line_editor, wint_t key) {
    (void)key;
    ct_editor *editor = ct_session(line_editor);
    ct_text typed = ct_line_text(line_editor);
    if (typed.characters == NULL) return CC_ERROR;
    search search = {.found = editor->history.count};
    wchar_t next = L'\0';
    bool is_going_on = true, is_read = true;
    while (is_going_on) {
        show(line_editor, &search, &typed);
        is_read = el_wgetc(line_editor, &next) == 1;
        is_going_on = is_read && take(&editor->history, &search, next);
    }
    leave(line_editor, &search, &typed, is_read && next != KEY_ABORT);
    free(typed.characters);
    if (!is_read) return CC_EOF;
    /* What ended the search is done to the line: Enter sends it, an arrow moves in it. */
    if (next != KEY_ABORT && next != KEY_ESCAPE) el_wpush(line_editor, (wchar_t[]){next, L'\0'});
    return CC_NORM;
}

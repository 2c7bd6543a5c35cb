/* The line being edited: replaced as a whole, taken back step by step, and begun with a text. */
#define _GNU_SOURCE
#include "internal.h"

#include <stdlib.h>
#include <string.h>

ct_text ct_line_text(EditLine *line_editor) {
    const LineInfoW *line = el_wline(line_editor);
    size_t length = (size_t)(line->lastchar - line->buffer);
    wchar_t *copy = calloc(length + 1, sizeof *copy);
    if (copy != NULL) wmemcpy(copy, line->buffer, length);
    return (ct_text){copy, (size_t)(line->cursor - line->buffer)};
}

void ct_line_replace(EditLine *line_editor, const wchar_t *text, size_t cursor) {
    const LineInfoW *line = el_wline(line_editor);
    el_cursor(line_editor, (int)(line->lastchar - line->cursor));
    el_wdeletestr(line_editor, (int)(line->lastchar - line->buffer));
    if (*text == L'\0') return;
    if (el_winsertstr(line_editor, text) != 0) return;
    el_cursor(line_editor, (int)cursor - (int)wcslen(text));
}

void ct_show_beginning(EditLine *line_editor) {
    ct_editor *editor = ct_session(line_editor);
    if (editor->beginning == NULL || *editor->beginning == L'\0') return;
    int row = ct_cursor_row(line_editor);
    ct_line_replace(line_editor, editor->beginning, wcslen(editor->beginning));
    ct_redraw(line_editor, row);
    free(editor->beginning);
    editor->beginning = NULL;
}

/* MARK: Undo */

void ct_changes_reset(ct_changes *changes) {
    while (changes->count > 0) free(changes->steps[--changes->count].characters);
    free(changes->now.characters);
    *changes = (ct_changes){0};
}

/* One character more in front of the cursor. */
static bool is_typed(ct_text before, ct_text after) {
    size_t length = wcslen(before.characters);
    size_t place = before.cursor;
    if (wcslen(after.characters) != length + 1 || after.cursor != place + 1) return false;
    if (wmemcmp(before.characters, after.characters, place) != 0) return false;
    return wcscmp(before.characters + place, after.characters + place + 1) == 0;
}

static void push(ct_changes *changes, ct_text step) {
    if (changes->count == CT_CHANGES) {
        free(changes->steps[0].characters);
        changes->count--;
        memmove(changes->steps, changes->steps + 1, changes->count * sizeof *changes->steps);
    }
    changes->steps[changes->count++] = step;
}

void ct_note_change(EditLine *line_editor) {
    ct_editor *editor = ct_session(line_editor);
    ct_changes *changes = &editor->changes;
    /* What a search shows is not in the line yet. */
    if (editor->search_prompt[0] != L'\0') return;
    ct_text now = ct_line_text(line_editor);
    if (now.characters == NULL) return;
    if (changes->now.characters == NULL) {
        changes->now = now;
        return;
    }
    bool is_same = wcscmp(changes->now.characters, now.characters) == 0;
    bool is_still = is_same && now.cursor == changes->now.cursor;
    bool is_typing = is_still ? changes->is_typing : !is_same && is_typed(changes->now, now);
    /* What was typed is taken back word by word. */
    bool goes_on = is_typing && changes->is_typing && now.characters[now.cursor - 1] != L' ';
    if (is_same || goes_on) free(changes->now.characters);
    else push(changes, changes->now);
    changes->is_typing = is_typing;
    changes->now = now;
}

unsigned char ct_undo(EditLine *line_editor, wint_t key) {
    (void)key;
    ct_changes *changes = &ct_session(line_editor)->changes;
    if (changes->count == 0) return CC_ERROR;
    ct_text step = changes->steps[--changes->count];
    ct_line_replace(line_editor, step.characters, step.cursor);
    free(changes->now.characters);
    changes->now = step;
    changes->is_typing = false;
    return CC_REFRESH;
}

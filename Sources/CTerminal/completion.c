#define _GNU_SOURCE
#include "internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool ct_words_add(ct_words *words, const char *word) {
    if (words->count == words->capacity) {
        size_t capacity = words->capacity == 0 ? 16 : 2 * words->capacity;
        wchar_t **items = realloc(words->items, capacity * sizeof *items);
        if (items == NULL) return false;
        words->items = items;
        words->capacity = capacity;
    }
    wchar_t *item = ct_widen(word, strlen(word));
    if (item == NULL) return false;
    words->items[words->count++] = item;
    return true;
}

void ct_words_free(ct_words *words) {
    for (size_t index = 0; index < words->count; index++) free(words->items[index]);
    free(words->items);
}

/* The words that begin with the text. */
typedef struct candidates {
    size_t count;
    const wchar_t *first;
    /* Characters that all of them begin with. */
    size_t common;
} candidates;

static bool begins(const wchar_t *word, const wchar_t *text, size_t length) {
    return wcsncmp(word, text, length) == 0;
}

static candidates find(const ct_words *words, const wchar_t *text, size_t length) {
    candidates found = {0};
    for (size_t index = 0; index < words->count; index++) {
        const wchar_t *word = words->items[index];
        if (!begins(word, text, length)) continue;
        if (found.count++ == 0) {
            found.first = word;
            found.common = wcslen(word);
            continue;
        }
        size_t shared = 0;
        while (shared < found.common && word[shared] == found.first[shared]) shared++;
        found.common = shared;
    }
    return found;
}

/* Below the line, as many on a row as there is room for. */
static void show(EditLine *line_editor, const ct_words *words, const wchar_t *text, size_t length) {
    FILE *screen = NULL;
    el_wget(line_editor, EL_GETFP, STDOUT_FILENO, &screen);
    if (screen == NULL) return;
    int columns = ct_columns(STDOUT_FILENO), used = columns;
    for (size_t index = 0; index < words->count; index++) {
        const wchar_t *word = words->items[index];
        if (!begins(word, text, length)) continue;
        int width = wcswidth(word, wcslen(word));
        bool is_new_row = used + 2 + width >= columns;
        fprintf(screen, "%s%ls", is_new_row ? "\n" : "  ", word);
        used = is_new_row ? width : used + 2 + width;
    }
    fputc('\n', screen);
    fflush(screen);
}

unsigned char ct_complete(EditLine *line_editor, wint_t key) {
    (void)key;
    const ct_words *words = &ct_session(line_editor)->words;
    const LineInfoW *line = el_wline(line_editor);
    if (line->cursor != line->lastchar) return CC_ERROR;
    size_t length = (size_t)(line->cursor - line->buffer);
    candidates found = find(words, line->buffer, length);
    if (found.count == 0) return CC_ERROR;
    if (found.common == length && found.count == 1) return CC_NORM;
    if (found.common == length) {
        show(line_editor, words, line->buffer, length);
        return CC_REDISPLAY;
    }
    wchar_t *rest = wcsdup(found.first + length);
    if (rest == NULL) return CC_ERROR;
    rest[found.common - length] = L'\0';
    int outcome = el_winsertstr(line_editor, rest);
    free(rest);
    return outcome == 0 ? CC_REFRESH : CC_ERROR;
}

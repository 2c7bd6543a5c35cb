#define _GNU_SOURCE
#include "internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool ct_words_add(ct_words *words, const char *word, bool is_hidden) {
    if (words->count == words->capacity) {
        size_t capacity = words->capacity == 0 ? 16 : 2 * words->capacity;
        ct_word *items = realloc(words->items, capacity * sizeof *items);
        if (items == NULL) return false;
        words->items = items;
        words->capacity = capacity;
    }
    wchar_t *text = ct_widen(word, strlen(word));
    if (text == NULL) return false;
    words->items[words->count++] = (ct_word){text, is_hidden};
    return true;
}

void ct_words_clear(ct_words *words) {
    while (words->count > 0) free(words->items[--words->count].text);
}

/* What is completed: the whole line, or the end of it. */
typedef struct beginning {
    const wchar_t *text;
    size_t length;
} beginning;

/* The words that begin so. */
typedef struct candidates {
    size_t count;
    const wchar_t *first;
    /* Characters that all of them begin with. */
    size_t common;
} candidates;

static bool fits(const ct_word *word, beginning beginning) {
    if (beginning.length == 0) return !word->is_hidden;
    return wcsncmp(word->text, beginning.text, beginning.length) == 0;
}

static candidates find(const ct_words *words, beginning beginning) {
    candidates found = {0};
    for (size_t index = 0; index < words->count; index++) {
        const wchar_t *word = words->items[index].text;
        if (!fits(&words->items[index], beginning)) continue;
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

/* Words of letters and digits end at a blank; Chinese has none between its words. */
static bool is_between_words(wchar_t left, wchar_t right) {
    if (right == L' ') return false;
    return left == L' ' || left == L'¥' || left >= 0x2E80 || right >= 0x2E80;
}

/* The words that the end of the line begins, as much of it as there are any for. */
static candidates find_at_end(const ct_words *words, beginning line, beginning *part) {
    for (size_t start = 1; start < line.length; start++) {
        if (!is_between_words(line.text[start - 1], line.text[start])) continue;
        *part = (beginning){line.text + start, line.length - start};
        candidates found = find(words, *part);
        if (found.count > 0) return found;
    }
    return (candidates){0};
}

static int width(const ct_word *word) {
    return wcswidth(word->text, wcslen(word->text));
}

/* Below the line, in columns. */
static void show(EditLine *line_editor, const ct_words *words, beginning beginning) {
    FILE *screen = NULL;
    el_wget(line_editor, EL_GETFP, STDOUT_FILENO, &screen);
    if (screen == NULL) return;
    int widest = 0;
    for (size_t index = 0; index < words->count; index++) {
        const ct_word *word = &words->items[index];
        if (fits(word, beginning) && width(word) > widest) widest = width(word);
    }
    int in_row = ct_columns(STDOUT_FILENO) / (widest + 2), place = 0;
    if (in_row < 1) in_row = 1;
    for (size_t index = 0; index < words->count; index++) {
        const ct_word *word = &words->items[index];
        if (!fits(word, beginning)) continue;
        bool is_first = place++ % in_row == 0, is_last = place % in_row == 0;
        int blanks = is_last ? 0 : widest + 2 - width(word);
        fprintf(screen, "%s%ls%*s", is_first ? "\n" : "", word->text, blanks, "");
    }
    fputc('\n', screen);
    fflush(screen);
}

static unsigned char list(EditLine *line_editor, ct_words *words, beginning line, beginning part) {
    /* Pressed again on the same line: the list is there already. */
    unsigned long digest = ct_digest(line.text, line.text + line.length);
    if (words->listed == digest) return CC_NORM;
    words->listed = digest;
    show(line_editor, words, part);
    el_wset(line_editor, EL_REFRESH);
    return CC_NORM;
}

unsigned char ct_complete(EditLine *line_editor, wint_t key) {
    (void)key;
    ct_words *words = &ct_session(line_editor)->words;
    const LineInfoW *info = el_wline(line_editor);
    if (info->cursor != info->lastchar) return CC_ERROR;
    beginning line = {info->buffer, (size_t)(info->cursor - info->buffer)}, part = line;
    candidates found = find(words, part);
    if (found.count == 0) found = find_at_end(words, line, &part);
    if (found.count == 0) return CC_ERROR;
    if (found.common == part.length && found.count == 1) return CC_NORM;
    /* On an empty line a letter that all begin with would say nothing. */
    bool is_list = found.common == part.length || (line.length == 0 && found.count > 1);
    if (is_list) return list(line_editor, words, line, part);
    wchar_t *rest = wcsdup(found.first + part.length);
    if (rest == NULL) return CC_ERROR;
    rest[found.common - part.length] = L'\0';
    int outcome = el_winsertstr(line_editor, rest);
    free(rest);
    return outcome == 0 ? CC_REFRESH : CC_ERROR;
}

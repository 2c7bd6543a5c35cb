#define _GNU_SOURCE
/*
 * A line editor for customers: libedit's own functions, never its start-up file (el_source) nor
 * its imitation of readline, which between them complete file names and start `vi`.
 */
#include "internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define control(letter) ((letter) & 0x1F)

/* MARK: Keys */

static unsigned char ignore(EditLine *line_editor, wint_t key) {
    (void)line_editor;
    (void)key;
    return CC_NORM;
}

typedef struct key_binding {
    wchar_t key;
    const wchar_t *function;
} key_binding;

/*
 * Escape never reaches libedit with another key behind it, and so never its own command line
 * (M-x), from which files are written and `vi` is started.
 */
static void bind_keys(EditLine *line_editor) {
    static const key_binding bindings[] = {
        {CT_KEY_LEFT, L"ed-prev-char"},
        {CT_KEY_RIGHT, L"ed-next-char"},
        {CT_KEY_HOME, L"ed-move-to-beg"},
        {CT_KEY_END, L"ed-move-to-end"},
        {CT_KEY_WORD_LEFT, L"ed-prev-word"},
        {CT_KEY_WORD_RIGHT, L"em-next-word"},
        {CT_KEY_DELETE, L"ed-delete-next-char"},
        {CT_KEY_DELETE_WORD, L"em-delete-next-word"},
        {CT_KEY_RUB_OUT_WORD, L"ed-delete-prev-word"},
        {CT_KEY_OLDER, L"ct-older"},
        {CT_KEY_NEWER, L"ct-newer"},
        {control('P'), L"ct-older"},
        {control('N'), L"ct-newer"},
        {control('R'), L"ct-search"},
        {control('I'), L"ct-complete"},
        {control('_'), L"ct-undo"},
        {control('W'), L"ed-delete-prev-word"},
        /* Putting control characters into a line as text, marks, and sequences of libedit's. */
        {control('V'), L"ct-ignore"},
        {control('@'), L"ct-ignore"},
        {control('X'), L"ct-ignore"},
        {control('['), L"ct-ignore"},
    };
    for (size_t index = 0; index < sizeof bindings / sizeof *bindings; index++) {
        /* In octal, because a control character by itself would end the text or be read. */
        wchar_t name[8];
        swprintf(name, 8, L"\\%03o", (unsigned)bindings[index].key);
        el_wset(line_editor, EL_BIND, name, bindings[index].function, NULL);
    }
}

static void add_functions(EditLine *line_editor) {
    el_wset(line_editor, EL_ADDFN, L"ct-complete", L"Complete the line", ct_complete);
    el_wset(line_editor, EL_ADDFN, L"ct-older", L"The line before", ct_older);
    el_wset(line_editor, EL_ADDFN, L"ct-newer", L"The line after", ct_newer);
    el_wset(line_editor, EL_ADDFN, L"ct-search", L"Search the lines before", ct_search);
    el_wset(line_editor, EL_ADDFN, L"ct-undo", L"Take back the last change", ct_undo);
    el_wset(line_editor, EL_ADDFN, L"ct-ignore", L"Do nothing", ignore);
}

/* MARK: Prompt */

ct_editor *ct_session(EditLine *line_editor) {
    void *session = NULL;
    el_wget(line_editor, EL_CLIENTDATA, &session);
    return session;
}

wchar_t *ct_prompt(EditLine *line_editor) {
    ct_editor *editor = ct_session(line_editor);
    return editor->search_prompt[0] != L'\0' ? editor->search_prompt : editor->prompt;
}

/*
 * libedit attaches an escape to the character after it and drops one that ends the prompt, so the
 * colour would run on into what is typed. Such an escape changes places with the character before.
 */
static void keep_last_escape(wchar_t *prompt) {
    size_t length = wcslen(prompt);
    if (length < 2 || prompt[length - 1] != CT_LITERAL) return;
    size_t start = length - 1;
    while (start > 0 && prompt[start - 1] != CT_LITERAL) start--;
    /* `start` is behind the opening mark. */
    if (start < 2 || prompt[start - 2] == CT_LITERAL) return;
    wchar_t shown = prompt[start - 2];
    wmemmove(prompt + start - 2, prompt + start - 1, length - start + 1);
    prompt[length - 1] = shown;
}

static bool set(wchar_t **place, const char *text) {
    wchar_t *wide = ct_widen(text, strlen(text));
    if (wide == NULL) return false;
    free(*place);
    *place = wide;
    return true;
}

static bool take_request(ct_editor *editor, const ct_request *request) {
    bool is_taken = set(&editor->prompt, request->prompt)
        && set(&editor->search_label, request->search_label)
        && set(&editor->not_found_label, request->not_found_label)
        && set(&editor->beginning, request->beginning);
    if (is_taken) keep_last_escape(editor->prompt);
    return is_taken;
}

/* MARK: Session */

bool ct_is_dumb(void) {
    const char *terminal = getenv("TERM");
    return terminal == NULL || *terminal == '\0' || strcmp(terminal, "dumb") == 0;
}

static bool prepare(ct_editor *editor) {
    EditLine *line_editor = el_init("paydesk", stdin, stdout, stderr);
    if (line_editor == NULL) return false;
    editor->line_editor = line_editor;
    el_wset(line_editor, EL_CLIENTDATA, editor);
    el_wset(line_editor, EL_EDITOR, L"emacs");
    /* Its own signal handling loses Ctrl-C and signals the whole process group. */
    el_wset(line_editor, EL_SIGNAL, 0);
    /* Ctrl-S would freeze the screen, and with it the program that writes to it. */
    el_wset(line_editor, EL_SETTY, L"-d", L"-ixon", NULL);
    /* Ctrl-C would throw away what has arrived, also the byte that was just announced: to read it
       then would wait for ever. What is left is thrown away where nothing is announced. */
    el_wset(line_editor, EL_SETTY, L"-d", L"+noflsh", NULL);
    el_wset(line_editor, EL_GETCFN, ct_read_character);
    el_wset(line_editor, EL_PROMPT_ESC, ct_prompt, CT_LITERAL);
    add_functions(line_editor);
    bind_keys(line_editor);
    if (ct_is_dumb()) el_wset(line_editor, EL_EDITMODE, 0);
    return true;
}

ct_editor *ct_editor_open(void) {
    if (!ct_is_terminal(STDIN_FILENO) || !ct_is_terminal(STDOUT_FILENO)) return NULL;
    if (!ct_use_utf8()) return NULL;
    ct_editor *editor = calloc(1, sizeof *editor);
    if (editor == NULL) return NULL;
    ct_hold_signals();
    if (set(&editor->prompt, "") && prepare(editor)) return editor;
    ct_editor_close(editor);
    return NULL;
}

void ct_editor_close(ct_editor *editor) {
    if (editor == NULL) return;
    if (editor->line_editor != NULL) el_end(editor->line_editor);
    ct_words_clear(&editor->words);
    free(editor->words.items);
    ct_history_forget(&editor->history);
    ct_changes_reset(&editor->changes);
    free(editor->prompt);
    free(editor->beginning);
    free(editor->search_label);
    free(editor->not_found_label);
    free(editor);
    ct_release_signals();
}

bool ct_editor_add_word(ct_editor *editor, const char *word, bool is_hidden) {
    return ct_words_add(&editor->words, word, is_hidden);
}

void ct_editor_clear_words(ct_editor *editor) {
    ct_words_clear(&editor->words);
}

bool ct_editor_remember(ct_editor *editor, const char *line) {
    return ct_history_add(&editor->history, line);
}

bool ct_editor_forget(ct_editor *editor) {
    ct_history_forget(&editor->history);
    ct_changes_reset(&editor->changes);
    /* libedit keeps what was deleted, for Ctrl-Y, and shows it to nobody but its end. */
    el_end(editor->line_editor);
    editor->line_editor = NULL;
    return prepare(editor);
}

/* MARK: A line */

/* The line as UTF-8 in the editor's buffer. */
static ct_status hand_over(ct_editor *editor, const wchar_t *line, size_t length, size_t *count) {
    while (length > 0 && (line[length - 1] == L'\n' || line[length - 1] == L'\r')) length--;
    mbstate_t state = {0};
    size_t bytes = 0;
    for (size_t index = 0; index < length; index++) {
        if (bytes + ct_byte_count(line[index]) > CT_LINE_LIMIT) return CT_TOO_LONG;
        size_t step = wcrtomb(editor->text + bytes, line[index], &state);
        if (step == (size_t)-1) return CT_FAILED;
        bytes += step;
    }
    editor->text[bytes] = '\0';
    *count = bytes;
    return CT_LINE;
}

/* Whatever comes next begins on a row of its own. */
static void end_row(EditLine *line_editor, const char *mark) {
    int is_editing = 0;
    el_wget(line_editor, EL_EDITMODE, &is_editing);
    /* Without editing the terminal has echoed the key itself. */
    fprintf(stdout, "%s\n", is_editing ? mark : "");
    fflush(stdout);
}

void ct_keep_line(EditLine *line_editor) {
    ct_editor *editor = ct_session(line_editor);
    const LineInfoW *line = el_wline(line_editor);
    size_t length = (size_t)(line->lastchar - line->buffer);
    if (hand_over(editor, line->buffer, length, &editor->kept) != CT_LINE) editor->kept = 0;
}

/* The shell has the terminal meanwhile. */
static void suspend(EditLine *line_editor) {
    el_reset(line_editor);
    end_row(line_editor, "^Z");
    ct_stop_here();
}

static ct_status without_line(ct_editor *editor, size_t *count) {
    bool is_abandoned =
        editor->keyboard.ending == CT_SUSPENDED || editor->keyboard.ending == CT_INTERRUPTED;
    if (is_abandoned) ct_discard_input();
    switch (editor->keyboard.ending) {
    case CT_SUSPENDED:
        suspend(editor->line_editor);
        *count = editor->kept;
        return CT_SUSPENDED;
    case CT_INTERRUPTED:
        el_reset(editor->line_editor);
        end_row(editor->line_editor, "^C");
        *count = editor->kept;
        return CT_INTERRUPTED;
    case CT_AWAY:
        el_reset(editor->line_editor);
        end_row(editor->line_editor, "");
        return CT_AWAY;
    case CT_WOKEN:
        el_reset(editor->line_editor);
        /* What is said takes the place of the prompt. */
        fputs("\r\033[K", stdout);
        fflush(stdout);
        return CT_WOKEN;
    case CT_LINE:
    case CT_END_OF_INPUT:
        if (!ct_is_terminal(STDIN_FILENO)) {
            ct_note_hang_up();
            return CT_HANG_UP;
        }
        end_row(editor->line_editor, "");
        return CT_END_OF_INPUT;
    default: return editor->keyboard.ending;
    }
}

static void begin(ct_editor *editor) {
    ct_keyboard_reset(&editor->keyboard);
    ct_changes_reset(&editor->changes);
    ct_history_begin(&editor->history);
    editor->search_prompt[0] = L'\0';
    editor->drawn = (ct_drawn){.columns = ct_columns(STDOUT_FILENO)};
    editor->words.listed = 0;
    editor->kept = 0;
}

ct_status ct_editor_read(
    ct_editor *editor, const ct_request *request, const char **text, size_t *count) {
    *text = editor->text;
    *count = 0;
    EditLine *line_editor = editor->line_editor;
    if (line_editor == NULL || !take_request(editor, request)) return CT_FAILED;
    begin(editor);
    int is_editing = 0, length = 0;
    el_wget(line_editor, EL_EDITMODE, &is_editing);
    ct_borrow_terminal(is_editing);
    /* Before the prompt, not after it as libedit would: whoever answers the prompt at once with
       Ctrl-D is heard. */
    if (is_editing) el_wset(line_editor, EL_PREP_TERM, 1);
    const wchar_t *line = el_wgets(line_editor, &length);
    ct_return_terminal();

    bool is_line = line != NULL && length > 0 && editor->keyboard.ending == CT_LINE;
    if (!is_line) return without_line(editor, count);
    if (editor->keyboard.is_overflowing) return CT_TOO_LONG;
    return hand_over(editor, line, (size_t)length, count);
}

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

enum { HISTORY_LINES = 100 };

/* MARK: Keys */

static unsigned char ignore(EditLine *line_editor, wint_t key) {
    (void)line_editor;
    (void)key;
    return CC_NORM;
}

static void bind_keys(EditLine *line_editor) {
    static const wchar_t *const keys[][2] = {
        {L"^I", L"ct-complete"},
        {L"^R", L"em-inc-search-prev"},
        {L"\\e[1~", L"ed-move-to-beg"},
        {L"\\e[4~", L"ed-move-to-end"},
        {L"\\e[7~", L"ed-move-to-beg"},
        {L"\\e[8~", L"ed-move-to-end"},
        {L"\\e[3~", L"ed-delete-next-char"},
        {L"\\e[1;5D", L"ed-prev-word"},
        {L"\\e[1;5C", L"em-next-word"},
        /* Marks around a paste, focus reports, and keys without a meaning here: nothing is left
           of them in the line. */
        {L"\\e[200~", L"ct-ignore"}, {L"\\e[201~", L"ct-ignore"},
        {L"\\e[I", L"ct-ignore"},    {L"\\e[O", L"ct-ignore"},
        {L"\\e[2~", L"ct-ignore"},   {L"\\e[5~", L"ct-ignore"},
        {L"\\e[6~", L"ct-ignore"},   {L"\\e[Z", L"ct-ignore"},
        {L"\\eOP", L"ct-ignore"},    {L"\\eOQ", L"ct-ignore"},
        {L"\\eOR", L"ct-ignore"},    {L"\\eOS", L"ct-ignore"},
        {L"\\e[11~", L"ct-ignore"},  {L"\\e[12~", L"ct-ignore"},
        {L"\\e[13~", L"ct-ignore"},  {L"\\e[14~", L"ct-ignore"},
        {L"\\e[15~", L"ct-ignore"},  {L"\\e[17~", L"ct-ignore"},
        {L"\\e[18~", L"ct-ignore"},  {L"\\e[19~", L"ct-ignore"},
        {L"\\e[20~", L"ct-ignore"},  {L"\\e[21~", L"ct-ignore"},
        {L"\\e[23~", L"ct-ignore"},  {L"\\e[24~", L"ct-ignore"},
        /* Putting control characters into a line as text. */
        {L"^V", L"ct-ignore"},       {L"^@", L"ct-ignore"},
        {L"\\237", L"ct-ignore"},
    };
    for (size_t index = 0; index < sizeof keys / sizeof *keys; index++) {
        el_wset(line_editor, EL_BIND, keys[index][0], keys[index][1], NULL);
    }
}

/*
 * M-x opens the editor's own command line, from which `bind -v` and then `v` start vi, and
 * `history save` writes a file; M-1 M-0 ... repeat a character a million times; M-^_ copies words
 * past the reader's bound.
 */
static void unbind_keys(EditLine *line_editor) {
    static const wchar_t *const keys[] = {
        L"\\ex", L"\\eX", L"\\e^_", L"\\e0", L"\\e1", L"\\e2", L"\\e3",
        L"\\e4", L"\\e5", L"\\e6",  L"\\e7", L"\\e8", L"\\e9",
    };
    for (size_t index = 0; index < sizeof keys / sizeof *keys; index++) {
        el_wset(line_editor, EL_BIND, L"-r", keys[index], NULL);
    }
}

/* MARK: Prompt */

ct_editor *ct_session(EditLine *line_editor) {
    void *session = NULL;
    el_wget(line_editor, EL_CLIENTDATA, &session);
    return session;
}

static wchar_t *show_prompt(EditLine *line_editor) {
    return ct_session(line_editor)->prompt;
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

static bool set_prompt(ct_editor *editor, const char *prompt) {
    wchar_t *wide = ct_widen(prompt, strlen(prompt));
    if (wide == NULL) return false;
    keep_last_escape(wide);
    free(editor->prompt);
    editor->prompt = wide;
    return true;
}

/* MARK: Session */

static bool prepare(ct_editor *editor) {
    editor->prompt = ct_widen("", 0);
    editor->history = history_winit();
    editor->line_editor = el_init("paydesk", stdin, stdout, stderr);
    if (editor->prompt == NULL || editor->history == NULL || editor->line_editor == NULL) {
        return false;
    }
    HistEventW event;
    history_w(editor->history, &event, H_SETSIZE, HISTORY_LINES);
    history_w(editor->history, &event, H_SETUNIQUE, 1);

    EditLine *line_editor = editor->line_editor;
    el_wset(line_editor, EL_CLIENTDATA, editor);
    el_wset(line_editor, EL_EDITOR, L"emacs");
    /* Its own signal handling loses Ctrl-C and signals the whole process group. */
    el_wset(line_editor, EL_SIGNAL, 0);
    /* Ctrl-S would freeze the screen, and with it the program that writes to it. */
    el_wset(line_editor, EL_SETTY, L"-d", L"-ixon", NULL);
    el_wset(line_editor, EL_GETCFN, ct_read_character);
    el_wset(line_editor, EL_PROMPT_ESC, show_prompt, CT_LITERAL);
    el_wset(line_editor, EL_HIST, history_w, editor->history);
    el_wset(line_editor, EL_ADDFN, L"ct-complete", L"Complete a fixed line", ct_complete);
    el_wset(line_editor, EL_ADDFN, L"ct-ignore", L"Do nothing", ignore);
    unbind_keys(line_editor);
    bind_keys(line_editor);
    return true;
}

ct_editor *ct_editor_open(void) {
    if (!ct_is_terminal(STDIN_FILENO) || !ct_is_terminal(STDOUT_FILENO)) return NULL;
    if (!ct_use_utf8()) return NULL;
    ct_editor *editor = calloc(1, sizeof *editor);
    if (editor == NULL) return NULL;
    ct_hold_signals();
    if (prepare(editor)) return editor;
    ct_editor_close(editor);
    return NULL;
}

void ct_editor_close(ct_editor *editor) {
    if (editor == NULL) return;
    if (editor->line_editor != NULL) el_end(editor->line_editor);
    if (editor->history != NULL) history_wend(editor->history);
    ct_words_free(&editor->words);
    free(editor->prompt);
    free(editor);
    ct_release_signals();
}

bool ct_editor_add_word(ct_editor *editor, const char *word) {
    return ct_words_add(&editor->words, word);
}

bool ct_editor_remember(ct_editor *editor, const char *line) {
    wchar_t *wide = ct_widen(line, strlen(line));
    if (wide == NULL) return false;
    HistEventW event;
    int outcome = history_w(editor->history, &event, H_ENTER, wide);
    free(wide);
    return outcome >= 0;
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

static ct_status without_line(ct_editor *editor) {
    switch (editor->keyboard.ending) {
    case CT_INTERRUPTED:
        el_reset(editor->line_editor);
        end_row(editor->line_editor, "^C");
        return CT_INTERRUPTED;
    case CT_AWAY:
        el_reset(editor->line_editor);
        end_row(editor->line_editor, "");
        return CT_AWAY;
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

ct_status ct_editor_read(
    ct_editor *editor, const char *prompt, const char **text, size_t *count) {
    *text = editor->text;
    *count = 0;
    if (!set_prompt(editor, prompt)) return CT_FAILED;
    ct_keyboard_reset(&editor->keyboard);
    editor->drawn = (ct_drawn){0};

    EditLine *line_editor = editor->line_editor;
    int is_editing = 0, length = 0;
    el_wget(line_editor, EL_EDITMODE, &is_editing);
    ct_borrow_terminal();
    /* Before the prompt, not after it as libedit would: whoever answers the prompt at once with
       Ctrl-D is heard. */
    if (is_editing) el_wset(line_editor, EL_PREP_TERM, 1);
    const wchar_t *line = el_wgets(line_editor, &length);
    ct_return_terminal();

    bool is_line = line != NULL && length > 0 && editor->keyboard.ending == CT_LINE;
    if (!is_line) return without_line(editor);
    if (editor->keyboard.is_overflowing) return CT_TOO_LONG;
    return hand_over(editor, line, (size_t)length, count);
}

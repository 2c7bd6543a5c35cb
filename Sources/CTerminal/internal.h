/* What the files of this module share with each other and with nobody else. */
#ifndef CTERMINAL_INTERNAL_H
#define CTERMINAL_INTERNAL_H

#include "CTerminal.h"

#include <histedit.h>
#include <wchar.h>

/* MARK: locale.c */

/* LC_CTYPE becomes UTF-8, nothing else changes. False when the system has no such locale. */
bool ct_use_utf8(void);

/* Text as wide characters, to be freed. NULL when it is not UTF-8 or memory ran out. */
wchar_t *ct_widen(const char *text, size_t count);

/* MARK: signals.c */

/* Why a wait ended; the urgent ones first. */
typedef enum ct_event {
    CT_EVENT_NONE,
    CT_EVENT_HANG_UP,
    CT_EVENT_INTERRUPT,
    CT_EVENT_SUSPEND,
    CT_EVENT_CONTINUED,
    CT_EVENT_RESIZED,
    /* Another thread has something to say. */
    CT_EVENT_WOKEN,
    /* No key for as long as the idle limit. */
    CT_EVENT_IDLE,
    CT_EVENT_INPUT,
    /* The other end of the descriptor is gone. */
    CT_EVENT_CLOSED,
    CT_EVENT_FAILED
} ct_event;

/* Holds our signals back, until as many calls of ct_release_signals. */
void ct_hold_signals(void);
void ct_release_signals(void);

/* Waits for input or for a signal that was held back, and takes the signal. */
ct_event ct_wait(int descriptor);

/* Stops the process as Ctrl-Z does; returns when it is continued. The terminal is given back. */
void ct_stop_here(void);

/* Records that the terminal went away without a signal having told so. */
void ct_note_hang_up(void);

/* MARK: crash.c */

/*
 * Between these two, a crash or a signal that ends the program gives stdin's terminal the modes it
 * had at the first. With marks, the terminal marks the beginning and end of a paste in between.
 */
void ct_borrow_terminal(bool with_marks);
void ct_return_terminal(void);

/* The same with the alternate screen, which is left with the terminal. */
void ct_borrow_screen(void);
void ct_return_screen(void);

/* Asks again for marks around pastes: another program had the terminal meanwhile. */
void ct_mark_pastes(void);

/* Installs the handlers for crashes. */
void ct_catch_crashes(const char *sentence);

/* MARK: sequence.c */

/* Keys as the editor binds them. */
enum {
    CT_NO_KEY = 0,
    CT_KEY_LEFT = 0x80, CT_KEY_RIGHT, CT_KEY_OLDER, CT_KEY_NEWER, CT_KEY_HOME, CT_KEY_END,
    CT_KEY_WORD_LEFT, CT_KEY_WORD_RIGHT, CT_KEY_DELETE, CT_KEY_DELETE_WORD, CT_KEY_RUB_OUT_WORD,
    CT_KEY_PASTE_BEGINS, CT_KEY_PASTE_ENDS
};

/* Whether it is of the block that keys are taken from. */
bool ct_is_key(wchar_t character);

/* Where in an escape sequence the keyboard is. */
typedef struct ct_sequence {
    enum {
        CT_IN_TEXT, CT_AFTER_ESCAPE, CT_IN_CSI, CT_IN_SS3,
        /* One more character belongs to it, whatever that is; everything up to its terminator. */
        CT_IN_SET, CT_IN_STRING
    } state;
    /* Escape came twice: Alt and the key that follows. */
    bool is_alt;
    /* No key's: nothing comes of it. */
    bool is_foreign;
    int parameters[2];
    int count;
} ct_sequence;

/* Text as it is, a key where a sequence ends in one, CT_NO_KEY otherwise. */
wchar_t ct_sequence_take(ct_sequence *sequence, wchar_t character);

/* MARK: keyboard.c */

/* What is known of the characters between two prompts. */
typedef struct ct_keyboard {
    /* Why reading has to stop; CT_LINE while it goes on. */
    ct_status ending;
    /* Something did not fit since the line was last empty. */
    bool is_overflowing;
    ct_sequence sequence;
    bool is_pasting;
    /* The last pasted character was the end of a line. */
    bool is_after_blank;
    /* A character whose bytes have not all arrived. */
    mbstate_t partial;
    bool is_partial;
    /* A byte to be read again, as the first of a character; -1 for none. */
    int again;
} ct_keyboard;

void ct_keyboard_reset(ct_keyboard *keyboard);

/* The editor's source of characters. */
int ct_read_character(EditLine *line_editor, wchar_t *character);

/* MARK: line.c */

typedef struct ct_text {
    /* NULL where there was no memory for it. */
    wchar_t *characters;
    size_t cursor;
} ct_text;

/* The line as it stands; its characters are to be freed. */
ct_text ct_line_text(EditLine *line_editor);

/* Another text in the place of the line; nothing is drawn. */
void ct_line_replace(EditLine *line_editor, const wchar_t *text, size_t cursor);

/* Puts the text that the line begins with into it, once. */
void ct_show_beginning(EditLine *line_editor);

/* Changes that can be taken back. */
enum { CT_CHANGES = 100 };

typedef struct ct_changes {
    ct_text steps[CT_CHANGES];
    size_t count;
    /* The line when a key was last awaited. */
    ct_text now;
    /* The last change was one typed character after another. */
    bool is_typing;
} ct_changes;

void ct_changes_reset(ct_changes *changes);

/* Compares the line with what it was, and keeps that where it differs. */
void ct_note_change(EditLine *line_editor);

/* The editor's function for Ctrl-_. */
unsigned char ct_undo(EditLine *line_editor, wint_t key);

/* MARK: history.c */

enum { CT_HISTORY = 100 };

typedef struct ct_history {
    /* The oldest first. */
    wchar_t *lines[CT_HISTORY];
    size_t count;
    /* What was made of them while this line is edited; one more for the line being typed. */
    wchar_t *edited[CT_HISTORY + 1];
    size_t place;
} ct_history;

void ct_history_begin(ct_history *history);
bool ct_history_add(ct_history *history, const char *line);
void ct_history_forget(ct_history *history);

/* A line as it stands now, changed or not; the one being typed where the history ends. */
const wchar_t *ct_history_line(const ct_history *history, size_t place);

/* Leaves the line for another of the history; nothing is drawn. */
void ct_history_go(EditLine *line_editor, size_t place);

/* The editor's functions for Up and Down. */
unsigned char ct_older(EditLine *line_editor, wint_t key);
unsigned char ct_newer(EditLine *line_editor, wint_t key);

/* MARK: search.c */

enum { CT_SEARCH = 64, CT_SEARCH_PROMPT = 160 };

/* The editor's function for Ctrl-R. */
unsigned char ct_search(EditLine *line_editor, wint_t key);

/* MARK: display.c */

/* The line as it was when a key was last awaited. */
typedef struct ct_drawn {
    unsigned long digest;
    /* Columns of the terminal it was drawn for. */
    int columns;
} ct_drawn;

/* Tells one state of a line from the next. */
unsigned long ct_digest(const wchar_t *begin, const wchar_t *end);

/* Rows between the beginning of the prompt and the cursor. */
int ct_cursor_row(EditLine *line_editor);

/* Draws prompt and line anew from so many rows above the cursor. */
void ct_redraw(EditLine *line_editor, int rows_above_cursor);

/* Draws the line anew for the terminal's new size. */
void ct_redraw_resized(EditLine *line_editor);

/* Draws a line of several rows anew where it has changed. */
void ct_mend_display(EditLine *line_editor);

/* MARK: completion.c */

typedef struct ct_word {
    wchar_t *text;
    /* Offered only once its beginning is typed. */
    bool is_hidden;
} ct_word;

typedef struct ct_words {
    ct_word *items;
    size_t count;
    size_t capacity;
    /* Digest of the line that they were last listed for; 0 for none. */
    unsigned long listed;
} ct_words;

bool ct_words_add(ct_words *words, const char *word, bool is_hidden);
void ct_words_clear(ct_words *words);

/* The editor's function for TAB. */
unsigned char ct_complete(EditLine *line_editor, wint_t key);

/* MARK: editor.c */

/* In a prompt, stands before and after what takes no columns. */
#define CT_LITERAL L'\1'

struct ct_editor {
    EditLine *line_editor;
    wchar_t *prompt;
    /* What the line begins with, until it is shown. */
    wchar_t *beginning;
    wchar_t *search_label;
    wchar_t *not_found_label;
    /* In the place of the prompt while the history is searched; empty otherwise. */
    wchar_t search_prompt[CT_SEARCH_PROMPT];
    char text[CT_LINE_LIMIT + 1];
    /* Bytes of the text that were kept of a line that Ctrl-Z left. */
    size_t kept;
    ct_keyboard keyboard;
    ct_changes changes;
    ct_history history;
    ct_drawn drawn;
    ct_words words;
};

/* Bytes of UTF-8 that a character takes. */
size_t ct_byte_count(wchar_t character);

/* Nothing can be drawn on the terminal but one character after another. */
bool ct_is_dumb(void);

/* The session that an editor belongs to. */
ct_editor *ct_session(EditLine *line_editor);

/* Keeps the line as it stands, for when the program is continued. */
void ct_keep_line(EditLine *line_editor);

/* What stands before the line now. */
wchar_t *ct_prompt(EditLine *line_editor);

#endif

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

/* Stops the process as Ctrl-Z does; returns when it is continued. */
void ct_stop_here(void);

/* Records that the terminal went away without a signal having told so. */
void ct_note_hang_up(void);

/* MARK: crash.c */

/* Between these two, a crash gives stdin's terminal the modes it had at the first. */
void ct_borrow_terminal(void);
void ct_return_terminal(void);

/* Installs the handlers for crashes. */
void ct_catch_crashes(const char *sentence);

/* MARK: keyboard.c */

/* What is known of the characters between two prompts. */
typedef struct ct_keyboard {
    /* Why reading has to stop; CT_LINE while it goes on. */
    ct_status ending;
    /* Something did not fit since the line was last empty. */
    bool is_overflowing;
    /* Inside the escape sequence of a key. */
    enum { CT_NO_ESCAPE, CT_AFTER_ESCAPE, CT_IN_SEQUENCE } escape;
    /* A character whose bytes have not all arrived. */
    mbstate_t partial;
    bool is_partial;
    /* A byte to be read again, as the first of a character; -1 for none. */
    int again;
} ct_keyboard;

void ct_keyboard_reset(ct_keyboard *keyboard);

/* The editor's source of characters. */
int ct_read_character(EditLine *line_editor, wchar_t *character);

/* MARK: display.c */

/* The line as it was when a key was last awaited. */
typedef struct ct_drawn {
    size_t length;
    unsigned long digest;
} ct_drawn;

/* Draws the line anew for the terminal's new size. */
void ct_redraw_resized(EditLine *line_editor);

/* Draws the line anew where libedit may have lost a wide character on the screen. */
void ct_mend_display(EditLine *line_editor);

/* MARK: completion.c */

typedef struct ct_words {
    wchar_t **items;
    size_t count;
    size_t capacity;
} ct_words;

bool ct_words_add(ct_words *words, const char *word);
void ct_words_free(ct_words *words);

/* The editor's function for TAB. */
unsigned char ct_complete(EditLine *line_editor, wint_t key);

/* MARK: editor.c */

/* In a prompt, stands before and after what takes no columns. */
#define CT_LITERAL L'\1'

struct ct_editor {
    EditLine *line_editor;
    HistoryW *history;
    wchar_t *prompt;
    char text[CT_LINE_LIMIT + 1];
    ct_keyboard keyboard;
    ct_drawn drawn;
    ct_words words;
};

/* Bytes of UTF-8 that a character takes. */
size_t ct_byte_count(wchar_t character);

/* The session that an editor belongs to. */
ct_editor *ct_session(EditLine *line_editor);

#endif

/*
 * The terminal, as far as Swift cannot reach it: variadic and signal-handling C.
 *
 * Start-up        ct_start_up, ct_give_back_memory, ct_ignore_suspension, ct_set_idle_limit
 * Output          ct_write_all
 * Screen          ct_is_terminal, ct_columns, ct_rows, ct_display_width
 * Full screen     ct_screen_open, ct_screen_press, ct_screen_close
 * Line editor     ct_editor_open, ct_editor_read, ct_wake, ct_editor_remember, ...
 * Secrets         ct_read_secret, ct_forget
 *
 * One thread uses the terminal: the one that opened the editor; ct_wake is for the others. All text
 * is UTF-8.
 */
#ifndef CTERMINAL_H
#define CTERMINAL_H

#include <stdbool.h>
#include <stddef.h>

#if defined(__has_attribute) && __has_attribute(enum_extensibility)
#define CT_CLOSED_ENUM __attribute__((enum_extensibility(closed)))
#else
#define CT_CLOSED_ENUM
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* MARK: Start-up */

/*
 * Makes the process fit to hold other people's money. Call it first thing, once:
 * closed standard descriptors are opened on /dev/null, so that no file of ours becomes one of
 * them; new files are for their owner only; no core dumps, no tracing by the same user; LC_CTYPE
 * is UTF-8 whatever the environment says; a closed pipe and a full file are errors of a write and
 * no deaths; Ctrl-\ does nothing.
 *
 * A crash (ILL, TRAP, SEGV, BUS, FPE, ABRT) gives the terminal back as it was, writes
 * `crash_sentence` to stderr as a row of its own, and ends with status 70. The sentence is
 * copied; up to 400 bytes. Signals that end the program (USR1, ALRM, XCPU ...) give the terminal
 * back before they do.
 */
void ct_start_up(const char *crash_sentence);

/* Gives the system back what was freed in small pieces, after work that needed many. */
void ct_give_back_memory(void);

/* From here on Ctrl-Z does nothing: for a public terminal. Call it before opening the editor. */
void ct_ignore_suspension(void);

/*
 * The signal that ended the session, SIGTERM or SIGHUP, once something has returned CT_HANG_UP;
 * 0 before.
 */
int ct_hang_up_signal(void);

/* After so many seconds without a key a read returns CT_AWAY; 0, as at the start, waits for ever. */
void ct_set_idle_limit(int seconds);

/* MARK: Output */

/*
 * Writes all of the bytes, across interruptions and short writes.
 * Returns 0, or the errno of the write that failed: EPIPE, ENOSPC, EIO, EBADF ...
 */
int ct_write_all(int descriptor, const void *bytes, size_t count);

/* MARK: Screen */

/* Whether the descriptor is a terminal. */
bool ct_is_terminal(int descriptor);

/* Columns of the terminal; 80 where it does not say. */
int ct_columns(int descriptor);

/* Rows of the terminal; 24 where it does not say. */
int ct_rows(int descriptor);

/*
 * Columns that the text takes on a terminal: 2 for most Chinese characters.
 * -1 when a character has no width (a control character, an escape) or the text is not UTF-8.
 */
int ct_display_width(const char *text, size_t count);

/* MARK: Reading */

/* Longest line that the editor hands over, in bytes of UTF-8. */
#define CT_LINE_LIMIT 4096

/* How an attempt to read a line came out. */
typedef enum CT_CLOSED_ENUM ct_status {
    /* A line; it may be empty. */
    CT_LINE,
    /* More than was asked for: nothing of it is handed over, because half a sentence lies. */
    CT_TOO_LONG,
    /* Ctrl-C: the line is abandoned. Also when it was pressed before the prompt appeared. */
    CT_INTERRUPTED,
    /* No key for as long as ct_set_idle_limit says: who sits there now? */
    CT_AWAY,
    /* Ctrl-Z and back; the text is what stood in the line. */
    CT_SUSPENDED,
    /* SIGTERM or SIGHUP, or the terminal is gone: put things in order and end. */
    CT_HANG_UP,
    /* ct_wake was called, and nothing has been typed. */
    CT_WOKEN,
    /* Ctrl-D on an empty line, or the input ended; what stood before the end is not a line. */
    CT_END_OF_INPUT,
    /* The terminal cannot be read, or memory ran out. */
    CT_FAILED
} ct_status;

/* MARK: Line editor */

typedef struct ct_editor ct_editor;

/*
 * An editor over stdin and stdout, with a history in memory of 100 lines and no files: it reads
 * no start-up file, completes no file names, and runs no program. A paste is text to look at: its
 * lines become one, and nothing is sent before Enter is pressed.
 *
 * From here to ct_editor_close, INT, TERM, HUP, TSTP, CONT and WINCH are held back, except while
 * a line or a secret is awaited: a turn is never cut in half, and what arrived meanwhile is the
 * answer to the next prompt. Those that the parent process chose to ignore stay ignored.
 *
 * NULL when stdin or stdout is no terminal, when no UTF-8 locale can be had, or without memory.
 * One editor at a time.
 */
ct_editor *ct_editor_open(void);

/* Puts terminal, signals and memory back. NULL is allowed. */
void ct_editor_close(ct_editor *editor);

/*
 * A line, or a word within one, that TAB completes from its beginning; a hidden one only once its
 * beginning is typed. False: not UTF-8, or memory ran out.
 */
bool ct_editor_add_word(ct_editor *editor, const char *word, bool is_hidden);
void ct_editor_clear_words(ct_editor *editor);

/* How a line is asked for. */
typedef struct ct_request {
    /* What stands between two bytes 0x01 takes no columns (colour escapes). */
    const char *prompt;
    /* Stands in the line already. */
    const char *beginning;
    /* Before the words that Ctrl-R looks for, and when no line holds them. */
    const char *search_label;
    const char *not_found_label;
} ct_request;

/*
 * Shows the prompt and reads a line.
 * With CT_LINE, CT_SUSPENDED and CT_INTERRUPTED, *text and *count are the line without its end;
 * they belong to the editor and hold until the next call. Bytes that are no UTF-8 are in it as
 * U+FFFD.
 */
ct_status ct_editor_read(
    ct_editor *editor, const ct_request *request, const char **text, size_t *count);

/*
 * Something is to be said: ends a ct_editor_read at whose prompt nothing has been typed, the one
 * that waits or else the next. Where something has, the line is finished first. From any thread.
 */
void ct_wake(void);

/* Puts a line in the history; one that repeats the line before it is kept once. */
bool ct_editor_remember(ct_editor *editor, const char *line);

/* Forgets the history and what was deleted. False: memory ran out, and no line can be read. */
bool ct_editor_forget(ct_editor *editor);

/* Drops what was typed and not read yet: it was meant for another question. */
void ct_discard_input(void);

/* Something was typed that can be read at once. */
bool ct_has_input(void);

/* MARK: Full screen */

/*
 * Takes the whole terminal for a program that draws it itself: the alternate screen, no cursor, key
 * by key without echo. What was on the terminal comes back with ct_screen_close, also where a signal
 * or a crash ends the program. Signals are held back as an editor does, except while a key is
 * awaited. False when stdin or stdout is no terminal, or draws nothing but one character after
 * another.
 */
bool ct_screen_open(void);

/* Nothing where none is open. */
void ct_screen_close(void);

/* What comes of waiting for a key. A character is its code point: Enter 13, Escape 27, Delete 127. */
enum {
    CT_PRESS_UP = 0x110000, CT_PRESS_DOWN, CT_PRESS_LEFT, CT_PRESS_RIGHT, CT_PRESS_HOME,
    CT_PRESS_END,
    /* Another size, or another program had the screen: draw it anew. */
    CT_PRESS_REDRAW,
    /* No key for as long as ct_set_idle_limit says. */
    CT_PRESS_NOTHING,
    /* Ctrl-C. */
    CT_PRESS_INTERRUPT,
    /* SIGTERM or SIGHUP, or the terminal is gone: ct_hang_up_signal. */
    CT_PRESS_HANG_UP,
    CT_PRESS_FAILED
};

/* Waits for a key. */
unsigned ct_screen_press(void);

/* MARK: Secrets */

/*
 * Reads a line of stdin without echo, past the editor: no history, no kill ring. A terminal is as
 * it was before, however this returns. What was typed before the prompt appeared is discarded, and
 * so is what was pasted behind the line: it may be another secret, and would be shown.
 *
 * With CT_LINE, the first *count bytes of the buffer are the secret, without its end; the caller
 * wipes them with ct_forget. Otherwise the buffer is wiped. A secret longer than the buffer is
 * CT_TOO_LONG; one that ends without a newline is CT_END_OF_INPUT.
 */
ct_status ct_read_secret(const char *prompt, char *buffer, size_t capacity, size_t *count);

/* Overwrites memory that held a secret; no optimiser removes it. */
void ct_forget(void *bytes, size_t count);

#ifdef __cplusplus
}
#endif

#endif

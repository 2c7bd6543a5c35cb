/*
 * Where the editor's characters come from: bytes of the terminal decoded one at a time, sequences of
 * keys and pastes resolved, signals turned into an end of the line, and a bound on what a paste can
 * make the editor hold.
 */
#define _GNU_SOURCE
#include "internal.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

enum { KEY_LINE_END = 0x05, KEY_YANK = 0x19, KEY_ESCAPE = 0x1B, KEY_DELETE = 0x7F };
enum { REPLACEMENT_CHARACTER = 0xFFFD, NO_BYTE = -1 };
/* So long after Escape its next character still belongs to it, over a slow line too. */
enum { ESCAPE_MILLISECONDS = 500 };

void ct_keyboard_reset(ct_keyboard *keyboard) {
    *keyboard = (ct_keyboard){.ending = CT_LINE, .again = NO_BYTE};
}

size_t ct_byte_count(wchar_t character) {
    if (character < 0x80) return 1;
    if (character < 0x800) return 2;
    return character < 0x10000 ? 3 : 4;
}

static size_t line_bytes(EditLine *line_editor) {
    const LineInfoW *line = el_wline(line_editor);
    size_t bytes = 0;
    for (const wchar_t *next = line->buffer; next < line->lastchar; next++) {
        bytes += ct_byte_count(*next);
    }
    return bytes;
}

/* Adds a byte to what has arrived; true when it completes a character, were it U+FFFD. */
static bool decode(ct_keyboard *keyboard, unsigned char byte, wchar_t *character) {
    char unit = (char)byte;
    size_t outcome = mbrtowc(character, &unit, 1, &keyboard->partial);
    if (outcome == (size_t)-2) {
        keyboard->is_partial = true;
        return false;
    }
    if (outcome == (size_t)-1) {
        *character = REPLACEMENT_CHARACTER;
        /* The byte that cannot continue one character may well begin the next. */
        if (keyboard->is_partial) keyboard->again = byte;
        keyboard->partial = (mbstate_t){0};
    }
    keyboard->is_partial = false;
    return true;
}

/*
 * What is pasted is text and nothing else: it answers nothing until somebody presses Enter. The
 * ends of its lines are spaces, and its other control characters and keys are dropped.
 */
static wchar_t pasted(ct_keyboard *keyboard, wchar_t character) {
    bool is_blank = character == L'\r' || character == L'\n' || character == L'\t';
    bool is_repeated = is_blank && keyboard->is_after_blank;
    keyboard->is_after_blank = is_blank;
    if (is_blank) return is_repeated ? CT_NO_KEY : L' ';
    bool is_text = character >= L' ' && character != KEY_DELETE && !ct_is_key(character);
    return is_text ? character : CT_NO_KEY;
}

/* The character as the editor may have it, CT_NO_KEY where nothing is left of it. */
static wchar_t resolve(ct_keyboard *keyboard, bool is_editing, wchar_t character) {
    wchar_t key = ct_sequence_take(&keyboard->sequence, character);
    if (key == CT_KEY_PASTE_BEGINS || key == CT_KEY_PASTE_ENDS) {
        keyboard->is_pasting = key == CT_KEY_PASTE_BEGINS;
        /* Blank lines in front of the text are left out. */
        keyboard->is_after_blank = true;
        return CT_NO_KEY;
    }
    if (keyboard->is_pasting) return pasted(keyboard, key);
    /* Without editing a key would become text. */
    return ct_is_key(key) && !is_editing ? CT_NO_KEY : key;
}

/*
 * Whether the editor may have the character. A full line takes no more text, and remembers that
 * it was offered some until it is empty again; keys that move or delete always pass.
 */
static bool is_admitted(EditLine *line_editor, ct_keyboard *keyboard, wchar_t character) {
    size_t bytes = line_bytes(line_editor);
    if (bytes == 0) keyboard->is_overflowing = false;
    bool is_text = character >= L' ' && character != KEY_DELETE && !ct_is_key(character);
    if (!is_text && character != KEY_YANK) return true;
    if (bytes + ct_byte_count(character) <= CT_LINE_LIMIT) return true;
    keyboard->is_overflowing = true;
    return false;
}

static bool is_editing(EditLine *line_editor) {
    int is_on = 0;
    el_wget(line_editor, EL_EDITMODE, &is_on);
    return is_on != 0;
}

/* Ends the line for a reason. An abandoned line is left with the cursor behind its last row. */
static int leave(EditLine *line_editor, ct_status reason, wchar_t *character) {
    ct_session(line_editor)->keyboard.ending = reason;
    bool is_abandoned = reason == CT_INTERRUPTED || reason == CT_SUSPENDED;
    if (is_abandoned) ct_keep_line(line_editor);
    errno = EINTR;
    if (!is_abandoned || !is_editing(line_editor)) return -1;
    *character = KEY_LINE_END;
    return 1;
}

/* A shell or another program had the terminal meanwhile: take its modes back and draw anew. */
static void resume(EditLine *line_editor) {
    /* Off and on: "on" alone does nothing for an editor that believes it is on. */
    el_wset(line_editor, EL_PREP_TERM, 0);
    el_wset(line_editor, EL_PREP_TERM, 1);
    ct_mark_pastes();
    el_resize(line_editor);
    el_wset(line_editor, EL_REFRESH);
}

/* Nothing is typed, and nothing is on its way. */
static bool is_untouched(EditLine *line_editor) {
    const ct_editor *editor = ct_session(line_editor);
    const ct_keyboard *keyboard = &editor->keyboard;
    return is_editing(line_editor) && line_bytes(line_editor) == 0
        && editor->search_prompt[0] == L'\0' && !keyboard->is_pasting && !keyboard->is_partial
        && keyboard->sequence.state == CT_IN_TEXT;
}

/* Waits for a byte: 0, or what ct_read_character has to return instead of a character. */
static int next_byte(EditLine *line_editor, unsigned char *byte, wchar_t *character) {
    for (;;) {
        switch (ct_wait(STDIN_FILENO)) {
        case CT_EVENT_INPUT: break;
        case CT_EVENT_INTERRUPT: return leave(line_editor, CT_INTERRUPTED, character);
        case CT_EVENT_CLOSED: ct_note_hang_up(); /* fall through */
        case CT_EVENT_HANG_UP: return leave(line_editor, CT_HANG_UP, character);
        case CT_EVENT_FAILED: return leave(line_editor, CT_FAILED, character);
        case CT_EVENT_SUSPEND: return leave(line_editor, CT_SUSPENDED, character);
        case CT_EVENT_IDLE: return leave(line_editor, CT_AWAY, character);
        case CT_EVENT_CONTINUED: resume(line_editor); continue;
        case CT_EVENT_RESIZED: ct_redraw_resized(line_editor); continue;
        case CT_EVENT_WOKEN:
            if (!is_untouched(line_editor)) continue;
            return leave(line_editor, CT_WOKEN, character);
        case CT_EVENT_NONE: continue;
        }
        ssize_t count = read(STDIN_FILENO, byte, 1);
        if (count == 1) return 0;
        if (count == 0) return leave(line_editor, CT_END_OF_INPUT, character);
        if (errno == EINTR || errno == EAGAIN) continue;
        return leave(line_editor, CT_FAILED, character);
    }
}

/* The key by itself, and not the beginning of another. */
static bool is_escape_alone(const ct_keyboard *keyboard) {
    if (keyboard->sequence.state != CT_AFTER_ESCAPE || keyboard->is_pasting) return false;
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    return poll(&input, 1, ESCAPE_MILLISECONDS) == 0;
}

/* What is done between two keys. */
static void settle(EditLine *line_editor, ct_editor *editor) {
    if (editor->keyboard.again != NO_BYTE || editor->keyboard.is_pasting) return;
    ct_show_beginning(line_editor);
    ct_mend_display(line_editor);
    ct_note_change(line_editor);
}

int ct_read_character(EditLine *line_editor, wchar_t *character) {
    ct_editor *editor = ct_session(line_editor);
    ct_keyboard *keyboard = &editor->keyboard;
    if (keyboard->ending != CT_LINE) return -1;
    int saved = errno;
    bool can_edit = is_editing(line_editor);
    if (can_edit) settle(line_editor, editor);
    for (;;) {
        if (is_escape_alone(keyboard)) {
            keyboard->sequence = (ct_sequence){0};
            if (!can_edit) continue;
            *character = KEY_ESCAPE;
            return 1;
        }
        unsigned char byte = (unsigned char)keyboard->again;
        if (keyboard->again == NO_BYTE) {
            int outcome = next_byte(line_editor, &byte, character);
            if (outcome != 0) return outcome;
        }
        keyboard->again = NO_BYTE;
        if (!decode(keyboard, byte, character)) continue;
        bool was_pasting = keyboard->is_pasting;
        *character = resolve(keyboard, can_edit, *character);
        if (was_pasting && can_edit) settle(line_editor, editor);
        if (*character == CT_NO_KEY) continue;
        if (!is_admitted(line_editor, keyboard, *character)) continue;
        errno = saved;
        return 1;
    }
}

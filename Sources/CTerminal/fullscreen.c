/* The whole terminal for a program that draws it itself. */
#define _GNU_SOURCE
#include "internal.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum { ESCAPE = 0x1B, REPLACEMENT_CHARACTER = 0xFFFD };
/* So long after Escape its next character still belongs to it. */
enum { ESCAPE_MILLISECONDS = 200 };

static struct termios former;
static ct_sequence sequence;
static mbstate_t partial;
static bool is_open;

static bool enter(void) {
    struct termios modes = former;
    modes.c_lflag &= ~(tcflag_t)(ICANON | ECHO | IEXTEN);
    /* What was typed stays when Ctrl-C is pressed: a byte that was announced is waited for. */
    modes.c_lflag |= ISIG | NOFLSH;
    modes.c_iflag &= ~(tcflag_t)(ICRNL | INLCR | IGNCR | IXON);
    modes.c_iflag |= IUTF8;
    modes.c_cc[VMIN] = 1;
    modes.c_cc[VTIME] = 0;
    /* First what a crash puts back, then what it is put back from. */
    ct_borrow_screen();
    if (tcsetattr(STDIN_FILENO, TCSADRAIN, &modes) == 0) return true;
    ct_return_screen();
    return false;
}

static void leave(void) {
    ct_return_screen();
    tcsetattr(STDIN_FILENO, TCSADRAIN, &former);
}

bool ct_screen_open(void) {
    if (!ct_is_terminal(STDIN_FILENO) || !ct_is_terminal(STDOUT_FILENO)) return false;
    if (ct_is_dumb() || !ct_use_utf8()) return false;
    if (tcgetattr(STDIN_FILENO, &former) != 0) return false;
    ct_hold_signals();
    sequence = (ct_sequence){0};
    partial = (mbstate_t){0};
    is_open = enter();
    if (!is_open) ct_release_signals();
    return is_open;
}

void ct_screen_close(void) {
    if (!is_open) return;
    is_open = false;
    leave();
    ct_release_signals();
}

static unsigned press_of(wchar_t key) {
    switch (key) {
    case CT_KEY_OLDER: return CT_PRESS_UP;
    case CT_KEY_NEWER: return CT_PRESS_DOWN;
    case CT_KEY_LEFT: return CT_PRESS_LEFT;
    case CT_KEY_RIGHT: return CT_PRESS_RIGHT;
    case CT_KEY_HOME: return CT_PRESS_HOME;
    case CT_KEY_END: return CT_PRESS_END;
    default: return ct_is_key(key) ? CT_NO_KEY : (unsigned)key;
    }
}

/* Takes a byte; CT_NO_KEY while nothing is complete. */
static unsigned take(char byte) {
    wchar_t character;
    size_t outcome = mbrtowc(&character, &byte, 1, &partial);
    if (outcome == (size_t)-2) return CT_NO_KEY;
    if (outcome == (size_t)-1) {
        partial = (mbstate_t){0};
        character = REPLACEMENT_CHARACTER;
    }
    return press_of(ct_sequence_take(&sequence, character));
}

/* Another program has had the terminal. */
static unsigned take_again(void) {
    return enter() ? CT_PRESS_REDRAW : CT_PRESS_FAILED;
}

static unsigned suspend(void) {
    leave();
    ct_stop_here();
    return take_again();
}

static bool is_escape_alone(void) {
    if (sequence.state != CT_AFTER_ESCAPE) return false;
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    if (poll(&input, 1, ESCAPE_MILLISECONDS) != 0) return false;
    sequence = (ct_sequence){0};
    return true;
}

unsigned ct_screen_press(void) {
    for (;;) {
        if (is_escape_alone()) return ESCAPE;
        switch (ct_wait(STDIN_FILENO)) {
        case CT_EVENT_CLOSED: ct_note_hang_up(); return CT_PRESS_HANG_UP;
        case CT_EVENT_HANG_UP: return CT_PRESS_HANG_UP;
        case CT_EVENT_INTERRUPT: return CT_PRESS_INTERRUPT;
        case CT_EVENT_SUSPEND: return suspend();
        case CT_EVENT_CONTINUED: return take_again();
        case CT_EVENT_RESIZED: return CT_PRESS_REDRAW;
        case CT_EVENT_IDLE: return CT_PRESS_NOTHING;
        case CT_EVENT_FAILED: return CT_PRESS_FAILED;
        case CT_EVENT_WOKEN:
        case CT_EVENT_NONE: continue;
        case CT_EVENT_INPUT: break;
        }
        char byte;
        ssize_t count = read(STDIN_FILENO, &byte, 1);
        if (count == 0) return CT_PRESS_FAILED;
        if (count < 0 && errno != EINTR && errno != EAGAIN) return CT_PRESS_FAILED;
        unsigned press = count == 1 ? take(byte) : CT_NO_KEY;
        if (press != CT_NO_KEY) return press;
    }
}

/* Secrets: without echo, without the editor, and without a trace in memory that could be helped. */
#define _GNU_SOURCE
#include "internal.h"

#include <errno.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

void ct_forget(void *bytes, size_t count) {
    explicit_bzero(bytes, count);
}

/* Lines and keys as usual, without echo. False when the terminal would still show the secret. */
static bool silence(const struct termios *former) {
    struct termios silent = *former, now;
    silent.c_lflag &= ~(tcflag_t)(ECHO | ECHOE | ECHOK | ECHOCTL);
    /* The end of the line is shown, so that the answer does not stand beside the prompt. */
    silent.c_lflag |= ICANON | ISIG | ECHONL;
    silent.c_iflag &= ~(tcflag_t)(IGNCR | INLCR);
    silent.c_iflag |= ICRNL | IUTF8;
    /* FLUSH: what was typed before the prompt was shown, echoed, and is no secret. */
    if (tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent) != 0) return false;
    /* It succeeds when it could do any part of it. */
    return tcgetattr(STDIN_FILENO, &now) == 0 && (now.c_lflag & ECHO) == 0;
}

/* The prompt without the marks that tell the editor which characters take no columns. */
static void show(const char *prompt) {
    while (*prompt != '\0') {
        size_t length = strcspn(prompt, "\1");
        if (ct_write_all(STDOUT_FILENO, prompt, length) != 0) return;
        prompt += length;
        if (*prompt == '\1') prompt++;
    }
}

typedef struct secret {
    char *bytes;
    size_t capacity;
    size_t count;
    bool is_too_long;
} secret;

static void clear(secret *secret) {
    ct_forget(secret->bytes, secret->capacity);
    secret->count = 0;
    secret->is_too_long = false;
}

static ct_status finish(secret *secret) {
    if (secret->is_too_long) return CT_TOO_LONG;
    if (secret->count > 0 && secret->bytes[secret->count - 1] == '\r') {
        secret->bytes[--secret->count] = '\0';
    }
    return CT_LINE;
}

static void keep(secret *secret, char byte) {
    if (secret->count < secret->capacity) secret->bytes[secret->count++] = byte;
    else secret->is_too_long = true;
}

/* One byte at a time: what follows the line is not ours to take. */
static ct_status read_available(secret *secret, bool *is_complete) {
    char byte;
    ssize_t count = read(STDIN_FILENO, &byte, 1);
    *is_complete = true;
    if (count == 0) return CT_END_OF_INPUT;
    if (count < 0 && errno != EINTR && errno != EAGAIN) return CT_FAILED;
    if (count == 1 && byte == '\n') return finish(secret);
    *is_complete = false;
    if (count == 1) keep(secret, byte);
    ct_forget(&byte, sizeof byte);
    return CT_LINE;
}

/* `former` is NULL where stdin is no terminal. */
static ct_status read_line(secret *secret, const char *prompt, const struct termios *former) {
    for (;;) {
        bool is_complete = false;
        ct_status status = CT_LINE;
        switch (ct_wait(STDIN_FILENO)) {
        case CT_EVENT_CLOSED:
            if (former != NULL) {
                ct_note_hang_up();
                return CT_HANG_UP;
            } /* fall through */
        case CT_EVENT_INPUT:
            status = read_available(secret, &is_complete);
            if (is_complete) return status;
            break;
        case CT_EVENT_HANG_UP: return CT_HANG_UP;
        case CT_EVENT_INTERRUPT: return CT_INTERRUPTED;
        case CT_EVENT_FAILED: return CT_FAILED;
        case CT_EVENT_SUSPEND:
            clear(secret);
            if (former != NULL) {
                tcsetattr(STDIN_FILENO, TCSANOW, former);
                ct_write_all(STDOUT_FILENO, "\n", 1);
            }
            ct_stop_here();
            return CT_SUSPENDED;
        case CT_EVENT_IDLE: return CT_AWAY;
        case CT_EVENT_CONTINUED:
            /* Another program had the terminal, with echo: ask again from the beginning. */
            clear(secret);
            if (former == NULL) break;
            if (!silence(former)) return CT_FAILED;
            show(prompt);
            break;
        case CT_EVENT_RESIZED:
        case CT_EVENT_WOKEN:
        case CT_EVENT_NONE: break;
        }
    }
}

static ct_status read_from_terminal(
    secret *secret, const char *prompt, const struct termios *former) {
    ct_borrow_terminal(false);
    ct_status status = CT_FAILED;
    if (silence(former)) {
        show(prompt);
        status = read_line(secret, prompt, former);
    }
    /* FLUSH: of a paste of several lines the first was the secret, and the others may be. */
    tcsetattr(STDIN_FILENO, TCSAFLUSH, former);
    ct_return_terminal();
    bool is_mid_row =
        status == CT_INTERRUPTED || status == CT_END_OF_INPUT || status == CT_AWAY;
    if (is_mid_row) ct_write_all(STDOUT_FILENO, "\n", 1);
    return status;
}

ct_status ct_read_secret(const char *prompt, char *buffer, size_t capacity, size_t *count) {
    secret secret = {.bytes = buffer, .capacity = capacity};
    clear(&secret);
    struct termios former;
    bool is_terminal = tcgetattr(STDIN_FILENO, &former) == 0;

    ct_hold_signals();
    ct_status status = is_terminal ? read_from_terminal(&secret, prompt, &former)
                                   : read_line(&secret, prompt, NULL);
    if (status != CT_LINE) clear(&secret);
    *count = secret.count;
    ct_release_signals();
    return status;
}

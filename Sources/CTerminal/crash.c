/* Everything in the handler is safe to call at any point of the program (signal-safety(7)). */
#define _GNU_SOURCE
#include "internal.h"

#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum { CRASH_STATUS = 70, STACK_SIZE = 64 * 1024, SENTENCE_LIMIT = 400 };

static char crash_sentence[SENTENCE_LIMIT + 2];
static size_t sentence_length;
static struct termios former_modes;
static volatile sig_atomic_t is_borrowed;
/* The stack may be what ran out. */
static _Alignas(16) char crash_stack[STACK_SIZE];

static void crash(int number) {
    (void)number;
    /* From the background, giving the terminal back would stop the process instead. */
    signal(SIGTTOU, SIG_IGN);
    if (is_borrowed) {
        tcsetattr(STDIN_FILENO, TCSANOW, &former_modes);
        (void)!write(STDERR_FILENO, "\r\n", 2);
    }
    (void)!write(STDERR_FILENO, crash_sentence, sentence_length);
    _exit(CRASH_STATUS);
}

void ct_catch_crashes(const char *sentence) {
    sentence_length = strnlen(sentence, SENTENCE_LIMIT);
    memcpy(crash_sentence, sentence, sentence_length);
    bool ends_row = sentence_length > 0 && sentence[sentence_length - 1] == '\n';
    if (!ends_row) crash_sentence[sentence_length++] = '\n';

    stack_t stack = {.ss_sp = crash_stack, .ss_size = sizeof crash_stack};
    sigaltstack(&stack, NULL);
    /* RESETHAND: a crash inside the handler is the ordinary death and no loop. */
    struct sigaction action = {.sa_handler = crash};
    action.sa_flags = (int)(SA_ONSTACK | SA_RESETHAND);
    sigfillset(&action.sa_mask);
    static const int crashes[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT};
    for (size_t index = 0; index < sizeof crashes / sizeof *crashes; index++) {
        sigaction(crashes[index], &action, NULL);
    }
}

void ct_borrow_terminal(void) {
    if (tcgetattr(STDIN_FILENO, &former_modes) == 0) is_borrowed = 1;
}

void ct_return_terminal(void) {
    is_borrowed = 0;
}

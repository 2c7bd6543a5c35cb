/*
 * Whatever ends the program, the terminal is given back as it was. Everything in the handlers is
 * safe to call at any point of the program (signal-safety(7)).
 */
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
static volatile sig_atomic_t is_borrowed, marks_pastes, has_screen;
/* Bracketed paste: the terminal puts marks around what is pasted. */
static const char marks_on[] = "\033[?2004h", marks_off[] = "\033[?2004l";
/* The alternate screen without a cursor, and back. */
static const char screen_on[] = "\033[?1049h\033[?25l", screen_off[] = "\033[?25h\033[?1049l";
/* The stack may be what ran out. */
static _Alignas(16) char crash_stack[STACK_SIZE];

static void give_back(void) {
    if (!is_borrowed) return;
    /* From the background, giving the terminal back would stop the process instead. */
    signal(SIGTTOU, SIG_IGN);
    if (marks_pastes) (void)!write(STDOUT_FILENO, marks_off, sizeof marks_off - 1);
    if (has_screen) (void)!write(STDOUT_FILENO, screen_off, sizeof screen_off - 1);
    tcsetattr(STDIN_FILENO, TCSANOW, &former_modes);
    (void)!write(STDERR_FILENO, "\r\n", 2);
}

static void crash(int number) {
    (void)number;
    give_back();
    (void)!write(STDERR_FILENO, crash_sentence, sentence_length);
    _exit(CRASH_STATUS);
}

/* A signal that ends the program does so, once the terminal is as it was. */
static void end(int number) {
    give_back();
    signal(number, SIG_DFL);
    raise(number);
}

static void catch_endings(void) {
    struct sigaction action = {.sa_handler = end}, former;
    sigfillset(&action.sa_mask);
    static const int endings[] = {
        SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU, SIGPOLL, SIGPWR, SIGSTKFLT, SIGSYS,
    };
    for (size_t index = 0; index < sizeof endings / sizeof *endings; index++) {
        sigaction(endings[index], NULL, &former);
        if (former.sa_handler != SIG_IGN) sigaction(endings[index], &action, NULL);
    }
    for (int number = SIGRTMIN; number <= SIGRTMAX; number++) sigaction(number, &action, NULL);
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
    catch_endings();
}

void ct_mark_pastes(void) {
    if (marks_pastes) ct_write_all(STDOUT_FILENO, marks_on, sizeof marks_on - 1);
}

void ct_borrow_terminal(bool with_marks) {
    if (tcgetattr(STDIN_FILENO, &former_modes) != 0) return;
    is_borrowed = 1;
    marks_pastes = with_marks;
    ct_mark_pastes();
}

void ct_return_terminal(void) {
    if (marks_pastes) ct_write_all(STDOUT_FILENO, marks_off, sizeof marks_off - 1);
    marks_pastes = 0;
    is_borrowed = 0;
}

void ct_borrow_screen(void) {
    ct_borrow_terminal(false);
    has_screen = 1;
    ct_write_all(STDOUT_FILENO, screen_on, sizeof screen_on - 1);
}

void ct_return_screen(void) {
    ct_write_all(STDOUT_FILENO, screen_off, sizeof screen_off - 1);
    has_screen = 0;
    ct_return_terminal();
}

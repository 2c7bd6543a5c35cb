/*
 * Signals that must not be lost. A flag set by a handler between "look at the flag" and "wait for
 * input" would be seen too late; so the signals stay blocked all the time except inside ppoll.
 */
#define _GNU_SOURCE
#include "internal.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>

enum { HELD_COUNT = 6 };
static const int held_signals[HELD_COUNT] = {
    SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT, SIGWINCH,
};

static volatile sig_atomic_t has_arrived[NSIG];
static struct sigaction former_actions[HELD_COUNT];
static sigset_t former_mask;
static sigset_t waiting_mask;
static pthread_t terminal_thread;
static int holders;
static atomic_bool is_woken;
static int hang_up_signal;
static int idle_limit;

static void note_signal(int number) {
    int saved = errno;
    /* A thread that was started earlier may get it first; it belongs to the one that waits. */
    if (pthread_equal(pthread_self(), terminal_thread)) has_arrived[number] = 1;
    else pthread_kill(terminal_thread, number);
    errno = saved;
}

static void install(int number, struct sigaction *former) {
    sigaction(number, NULL, former);
    /* `nohup` and shells without job control ignore signals for their children's sake. */
    if (former->sa_handler == SIG_IGN) return;
    struct sigaction action = {.sa_handler = note_signal};
    sigfillset(&action.sa_mask);
    sigaction(number, &action, NULL);
}

void ct_hold_signals(void) {
    if (holders++ > 0) return;
    terminal_thread = pthread_self();
    sigset_t held;
    sigemptyset(&held);
    for (int index = 0; index < HELD_COUNT; index++) sigaddset(&held, held_signals[index]);
    pthread_sigmask(SIG_BLOCK, &held, &former_mask);
    waiting_mask = former_mask;
    for (int index = 0; index < HELD_COUNT; index++) {
        sigdelset(&waiting_mask, held_signals[index]);
        install(held_signals[index], &former_actions[index]);
    }
}

void ct_release_signals(void) {
    if (holders == 0 || --holders > 0) return;
    for (int index = 0; index < HELD_COUNT; index++) {
        sigaction(held_signals[index], &former_actions[index], NULL);
    }
    pthread_sigmask(SIG_SETMASK, &former_mask, NULL);
}

static bool take(int number) {
    bool arrived = has_arrived[number] != 0;
    has_arrived[number] = 0;
    return arrived;
}

static ct_event take_event(void) {
    for (int index = 0; index < 2; index++) {
        if (!take(held_signals[index])) continue;
        hang_up_signal = held_signals[index];
        return CT_EVENT_HANG_UP;
    }
    if (take(SIGINT)) return CT_EVENT_INTERRUPT;
    if (take(SIGTSTP)) return CT_EVENT_SUSPEND;
    if (take(SIGCONT)) return CT_EVENT_CONTINUED;
    if (take(SIGWINCH)) return CT_EVENT_RESIZED;
    return atomic_exchange(&is_woken, false) ? CT_EVENT_WOKEN : CT_EVENT_NONE;
}

void ct_wake(void) {
    if (holders == 0) return;
    atomic_store(&is_woken, true);
    /* One of the signals that are held back, so that it ends a wait and nothing else. */
    pthread_kill(terminal_thread, SIGWINCH);
}

ct_event ct_wait(int descriptor) {
    for (;;) {
        /* ppoll answers "input" before it looks at signals: let those that wait in first, or a
           flood of input would keep SIGTERM out. */
        sigset_t closed;
        pthread_sigmask(SIG_SETMASK, &waiting_mask, &closed);
        pthread_sigmask(SIG_SETMASK, &closed, NULL);
        ct_event event = take_event();
        if (event != CT_EVENT_NONE) return event;

        struct pollfd input = {.fd = descriptor, .events = POLLIN};
        struct timespec limit = {.tv_sec = idle_limit};
        int ready = ppoll(&input, 1, idle_limit > 0 ? &limit : NULL, &waiting_mask);
        if (ready < 0 && errno != EINTR) return CT_EVENT_FAILED;
        if (ready == 0) return CT_EVENT_IDLE;
        if (ready < 0) continue;
        if (input.revents & POLLNVAL) return CT_EVENT_FAILED;
        return input.revents & POLLHUP ? CT_EVENT_CLOSED : CT_EVENT_INPUT;
    }
}

void ct_stop_here(void) {
    struct sigaction stop = {.sa_handler = SIG_DFL}, former;
    sigaction(SIGTSTP, &stop, &former);
    raise(SIGTSTP);
    /* With the mask open the process stands still, until SIGCONT, which is no news then. */
    sigset_t closed;
    pthread_sigmask(SIG_SETMASK, &waiting_mask, &closed);
    pthread_sigmask(SIG_SETMASK, &closed, NULL);
    has_arrived[SIGCONT] = 0;
    sigaction(SIGTSTP, &former, NULL);
}

void ct_ignore_suspension(void) {
    signal(SIGTSTP, SIG_IGN);
}

void ct_set_idle_limit(int seconds) {
    idle_limit = seconds;
}

void ct_note_hang_up(void) {
    if (hang_up_signal == 0) hang_up_signal = SIGHUP;
}

int ct_hang_up_signal(void) {
    return hang_up_signal;
}

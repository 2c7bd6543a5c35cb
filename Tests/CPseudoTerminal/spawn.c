#define _GNU_SOURCE
#include "CPseudoTerminal.h"

#include <errno.h>
#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <utmp.h>

/* Between fork and exec only what is safe in a child of many threads. */
static void become(const pt_command *command) {
    for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    if (command->output != NULL) {
        int output = open(command->output, O_WRONLY);
        if (output < 0 || dup2(output, STDOUT_FILENO) < 0) _exit(127);
    }
    /* A descriptor of a neighbouring test would keep that test's program from seeing its end. */
    close_range(STDERR_FILENO + 1, ~0U, 0);
    if (command->directory == NULL || chdir(command->directory) == 0) {
        execve(command->path, command->arguments, command->environment);
    }
    _exit(127);
}

int pt_spawn_on_terminal(
    const pt_command *command, unsigned short rows, unsigned short columns, pt_modes *modes,
    pid_t *process) {
    struct winsize size = {.ws_row = rows, .ws_col = columns};
    int master = -1, terminal = -1;
    if (openpty(&master, &terminal, NULL, NULL, &size) != 0) return -errno;
    fcntl(master, F_SETFD, FD_CLOEXEC);
    *modes = pt_modes_of(master);
    pid_t child = fork();
    if (child == 0) {
        if (login_tty(terminal) != 0) _exit(127);
        become(command);
    }
    int outcome = child < 0 ? -errno : master;
    close(terminal);
    if (child < 0) close(master);
    *process = child;
    return outcome;
}

static void close_pair(const int pair[2]) {
    if (pair[0] >= 0) close(pair[0]);
    if (pair[1] >= 0) close(pair[1]);
}

static int open_pipes(int pipes[3][2]) {
    for (int index = 0; index < 3; index++) {
        if (pipe2(pipes[index], O_CLOEXEC) != 0) return -errno;
    }
    return 0;
}

int pt_spawn_with_pipes(const pt_command *command, int ends[3], pid_t *process) {
    int pipes[3][2] = {{-1, -1}, {-1, -1}, {-1, -1}};
    int outcome = open_pipes(pipes);
    pid_t child = outcome == 0 ? fork() : -1;
    if (child == 0) {
        for (int index = 0; index < 3; index++) dup2(pipes[index][index == 0 ? 0 : 1], index);
        become(command);
    }
    if (child < 0) {
        if (outcome == 0) outcome = -errno;
        for (int index = 0; index < 3; index++) close_pair(pipes[index]);
        return outcome;
    }
    for (int index = 0; index < 3; index++) {
        ends[index] = pipes[index][index == 0 ? 1 : 0];
        close(pipes[index][index == 0 ? 0 : 1]);
        fcntl(ends[index], F_SETFL, O_NONBLOCK);
    }
    *process = child;
    return 0;
}

int pt_resize(int master, unsigned short rows, unsigned short columns) {
    struct winsize size = {.ws_row = rows, .ws_col = columns};
    return ioctl(master, TIOCSWINSZ, &size) == 0 ? 0 : -errno;
}

/* The master answers for the terminal itself. */
pt_modes pt_modes_of(int master) {
    struct termios modes = {0};
    pt_modes written = {{0}};
    if (tcgetattr(master, &modes) != 0) return written;
    char *end = written.text + sizeof written.text, *next = written.text;
    next += snprintf(
        next, end - next, "%x:%x:%x:%x", modes.c_iflag, modes.c_oflag, modes.c_cflag,
        modes.c_lflag);
    for (int index = 0; index < NCCS; index++) {
        next += snprintf(next, end - next, ":%x", modes.c_cc[index]);
    }
    return written;
}

bool pt_is_raw(int master) {
    struct termios modes;
    return tcgetattr(master, &modes) == 0 && (modes.c_lflag & ICANON) == 0;
}

bool pt_is_echoing(int master) {
    struct termios modes;
    return tcgetattr(master, &modes) == 0 && (modes.c_lflag & ECHO) != 0;
}

int pt_poll_exit(pid_t process, int *status) {
    int outcome = 0;
    pid_t ended = waitpid(process, &outcome, WNOHANG);
    if (ended == 0) return 0;
    if (ended < 0) return errno == EINTR ? 0 : -errno;
    *status = WIFSIGNALED(outcome) ? 128 + WTERMSIG(outcome) : WEXITSTATUS(outcome);
    return 1;
}

int pt_poll_stop(pid_t process) {
    siginfo_t information = {0};
    int flags = WSTOPPED | WNOHANG | WNOWAIT;
    if (waitid(P_PID, (id_t)process, &information, flags) != 0) return -errno;
    return information.si_pid == process && information.si_code == CLD_STOPPED ? 1 : 0;
}

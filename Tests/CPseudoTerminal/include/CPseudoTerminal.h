/*
 * Starting programs under test: on a pseudo-terminal, or with pipes. fork is not for Swift.
 *
 * The program gets exactly the arguments and the environment it is given (both end with NULL),
 * default signals, and no descriptors beyond 0, 1 and 2. `directory` may be NULL: stay here.
 * What cannot be started exits with 127. Errors are returned as negative errno values.
 */
#ifndef CPSEUDOTERMINAL_H
#define CPSEUDOTERMINAL_H

#include <stdbool.h>
#include <sys/types.h>

typedef struct pt_command {
    const char *path;
    char *const *arguments;
    char *const *environment;
    const char *directory;
    /* A file to write stdout to, such as /dev/full; NULL for the terminal or the pipe. */
    const char *output;
} pt_command;

/* All settings of a terminal, as `stty -g` writes them. */
typedef struct pt_modes {
    char text[256];
} pt_modes;

/*
 * Starts the program as the leader of a session on a new terminal, and tells how that was set
 * before. Returns its master.
 */
int pt_spawn_on_terminal(
    const pt_command *command, unsigned short rows, unsigned short columns, pt_modes *modes,
    pid_t *process);

/* How the terminal is set now; empty when that cannot be found out. */
pt_modes pt_modes_of(int master);

/*
 * Starts the program with pipes: ends[0] writes its stdin, ends[1] reads its stdout, ends[2] its
 * stderr; all of them non-blocking. Returns 0.
 */
int pt_spawn_with_pipes(const pt_command *command, int ends[3], pid_t *process);

/* Changes the size of the terminal, as dragging its window does. Returns 0. */
int pt_resize(int master, unsigned short rows, unsigned short columns);

/* Whether keys reach the program one by one: the editor is reading. */
bool pt_is_raw(int master);

/* Whether the terminal shows what is typed. */
bool pt_is_echoing(int master);

/*
 * Looks whether the process has ended. Returns 1 and its status (128 + number for a signal) when it
 * has, 0 when it has not.
 */
int pt_poll_exit(pid_t process, int *status);

/* 1 when the process is stopped as by Ctrl-Z, 0 when it runs. Does not collect its exit. */
int pt_poll_stop(pid_t process);

#endif

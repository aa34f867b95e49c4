/*
 * Starting a child process as a daemon must: in a process group of its own, in `/`, with three
 * streams and no other descriptor, with all signals at their defaults and none blocked.
 */
#ifndef CLINUX_SPAWN_H
#define CLINUX_SPAWN_H

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef SYS_pidfd_open
#define SYS_pidfd_open 434
#endif

/* glibc declares these under _GNU_SOURCE only; it has them since 2.29 and 2.34. */
extern int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *, const char *);
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *, int);

/* Starts `path`, no search, no shell: posix_spawn(3). `streams` become 0, 1 and 2; each must be
 * above 2, so that none overwrites another. Returns 0 or an errno. */
static inline int clinux_spawn(
    pid_t *pid, const char *path, char *const argv[], char *const envp[], const int streams[3]
) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t all, none;
    int failure = posix_spawn_file_actions_init(&actions);
    if (failure) return failure;
    failure = posix_spawnattr_init(&attributes);
    if (failure) {
        posix_spawn_file_actions_destroy(&actions);
        return failure;
    }
    sigfillset(&all);
    sigemptyset(&none);
    for (int stream = 0; stream < 3 && !failure; stream++)
        failure = streams[stream] > 2
            ? posix_spawn_file_actions_adddup2(&actions, streams[stream], stream)
            : EBADF;
    if (!failure) failure = posix_spawn_file_actions_addclosefrom_np(&actions, 3);
    if (!failure) failure = posix_spawn_file_actions_addchdir_np(&actions, "/");
    if (!failure) failure = posix_spawnattr_setpgroup(&attributes, 0);
    if (!failure) failure = posix_spawnattr_setsigdefault(&attributes, &all);
    if (!failure) failure = posix_spawnattr_setsigmask(&attributes, &none);
    if (!failure)
        failure = posix_spawnattr_setflags(
            &attributes,
            POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    if (!failure) failure = posix_spawn(pid, path, &actions, &attributes, argv, envp);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return failure;
}

/* A descriptor that becomes readable when the process ends, closed on exec: pidfd_open(2). */
static inline int clinux_process_descriptor(pid_t pid) {
    return (int)syscall(SYS_pidfd_open, pid, 0U);
}

/* Takes the status of an ended child without waiting. Returns 1 with `value` as the exit status,
 * 2 with `value` as the signal that ended it, 0 while it runs, -1 with errno. */
static inline int clinux_reap(pid_t pid, int *value) {
    int status = 0;
    pid_t reaped = waitpid(pid, &status, WNOHANG);
    if (reaped <= 0) return (int)reaped;
    if (WIFSIGNALED(status)) {
        *value = WTERMSIG(status);
        return 2;
    }
    *value = WEXITSTATUS(status);
    return 1;
}

#endif

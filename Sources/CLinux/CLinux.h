/*
 * Linux calls that do not import into Swift from Glibc: structures hidden behind
 * feature macros, variadic functions, and names that a structure shares with a function.
 *
 * Every function keeps the convention of the call it wraps: -1 and errno on failure.
 * No descriptor made here survives an exec.
 *
 * _GNU_SOURCE is not defined here: it would change structures that Swift's own Glibc module
 * has already imported. What glibc shows only under it is reached by syscall(2).
 */
#ifndef CLINUX_H
#define CLINUX_H

#include <errno.h>
#include <fcntl.h>
#include <linux/memfd.h>
#include <malloc.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/timex.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

#ifndef SO_PEERGROUPS
#define SO_PEERGROUPS 59
#endif

#ifndef TFD_TIMER_CANCEL_ON_SET
#define TFD_TIMER_CANCEL_ON_SET (1 << 1)
#endif

/* ---- Sockets -------------------------------------------------------------------------- */

/* Who is at the other end of a connected Unix socket: unix(7), SO_PEERCRED.
 * The layout is that of the kernel's struct ucred. */
struct clinux_peer_credentials {
    pid_t pid;
    uid_t uid;
    gid_t gid;
};

static inline int clinux_peer_credentials_of(int socket, struct clinux_peer_credentials *peer) {
    socklen_t length = sizeof(*peer);
    return getsockopt(socket, SOL_SOCKET, SO_PEERCRED, peer, &length);
}

/* The supplementary groups of the peer: socket(7), SO_PEERGROUPS (Linux 4.13).
 * Returns how many were written. If `capacity` is too small: -1 with errno ERANGE. */
static inline int clinux_peer_groups_of(int socket, gid_t *groups, int capacity) {
    socklen_t length = (socklen_t)((size_t)capacity * sizeof(gid_t));
    if (getsockopt(socket, SOL_SOCKET, SO_PEERGROUPS, groups, &length) != 0) return -1;
    return (int)(length / sizeof(gid_t));
}

/* A Unix stream socket: non-blocking, closed on exec. */
static inline int clinux_unix_socket(void) {
    return socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
}

/* A connected pair of Unix stream sockets: blocking, closed on exec. */
static inline int clinux_socket_pair(int pair[2]) {
    return socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair);
}

/* accept4(2): the new connection is non-blocking and closed on exec. */
static inline int clinux_accept(int listener) {
    return (int)syscall(SYS_accept4, listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
}

/* send(2) that never raises SIGPIPE. */
static inline ssize_t clinux_send(int socket, const void *bytes, size_t count) {
    return send(socket, bytes, count, MSG_NOSIGNAL);
}

/* ---- Descriptors ---------------------------------------------------------------------- */

/* eventfd(2): a counter to wake a poll loop; non-blocking, closed on exec. */
static inline int clinux_eventfd(void) {
    return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
}

/* Adds one to the counter of an eventfd; a full counter (EAGAIN) is awake already. */
static inline int clinux_eventfd_signal(int descriptor) {
    uint64_t one = 1;
    ssize_t written = write(descriptor, &one, sizeof(one));
    return (written == (ssize_t)sizeof(one) || errno == EAGAIN) ? 0 : -1;
}

/* Takes the counter of an eventfd back to nought; one that is there already is no error. */
static inline int clinux_eventfd_drain(int descriptor) {
    uint64_t count = 0;
    ssize_t got = read(descriptor, &count, sizeof(count));
    return (got == (ssize_t)sizeof(count) || errno == EAGAIN) ? 0 : -1;
}

/* pipe2(2), closed on exec. */
static inline int clinux_pipe(int ends[2]) {
    return (int)syscall(SYS_pipe2, ends, O_CLOEXEC);
}

/* An anonymous file in memory, readable and writable, closed on exec: memfd_create(2). */
static inline int clinux_memory_file(const char *name) {
    return (int)syscall(SYS_memfd_create, name, MFD_CLOEXEC);
}

/* Takes the exclusive lock of a file without waiting: flock(2); EWOULDBLOCK if it is held. */
static inline int clinux_lock_exclusively(int descriptor) {
    return flock(descriptor, LOCK_EX | LOCK_NB);
}

/* ---- Time ----------------------------------------------------------------------------- */

/* A timer on CLOCK_REALTIME: non-blocking, closed on exec. See timerfd_create(2). */
static inline int clinux_realtime_timer(void) {
    return timerfd_create(CLOCK_REALTIME, TFD_CLOEXEC | TFD_NONBLOCK);
}

/* A timer on CLOCK_MONOTONIC: non-blocking, closed on exec. */
static inline int clinux_monotonic_timer(void) {
    return timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
}

/* Arms a realtime timer for one instant since the epoch. A step of the system clock
 * cancels it: the timer becomes readable, and reading gives ECANCELED.
 * Seconds and nanoseconds both nought would disarm it: give at least one nanosecond. */
static inline int clinux_timer_arm_at(int timer, int64_t seconds, int64_t nanoseconds) {
    struct itimerspec when = {{0, 0}, {0, 0}};
    when.it_value.tv_sec = (time_t)seconds;
    when.it_value.tv_nsec = (long)nanoseconds;
    return timerfd_settime(timer, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &when, NULL);
}

/* Arms a timer to fire once after a span; both nought disarm it. */
static inline int clinux_timer_arm_after(int timer, int64_t seconds, int64_t nanoseconds) {
    struct itimerspec when = {{0, 0}, {0, 0}};
    when.it_value.tv_sec = (time_t)seconds;
    when.it_value.tv_nsec = (long)nanoseconds;
    return timerfd_settime(timer, 0, &when, NULL);
}

static inline int clinux_timer_disarm(int timer) {
    return clinux_timer_arm_after(timer, 0, 0);
}

/* Reads a timer that poll found readable. 1: it fired; 0: nothing to read;
 * -1 with errno ECANCELED: the system clock was stepped. */
static inline int clinux_timer_read(int timer) {
    uint64_t expirations = 0;
    ssize_t got = read(timer, &expirations, sizeof(expirations));
    if (got == (ssize_t)sizeof(expirations)) return 1;
    return errno == EAGAIN ? 0 : -1;
}

/* Whether the kernel's clock is synchronised: adjtimex(2). 1 yes, 0 no, -1 unknown. */
static inline int clinux_clock_is_synchronised(void) {
    struct timex state = {0};
    int outcome = adjtimex(&state);
    if (outcome < 0) return -1;
    return (state.status & STA_UNSYNC) ? 0 : 1;
}

/* ---- Processes ------------------------------------------------------------------------ */

/* Makes orphaned descendants children of this process: prctl(2), PR_SET_CHILD_SUBREAPER. */
static inline int clinux_become_subreaper(void) {
    return prctl(PR_SET_CHILD_SUBREAPER, 1UL, 0UL, 0UL, 0UL);
}

/* Signals a whole process group; refuses nought and negative numbers, which would reach
 * the caller's own group or every process. */
static inline int clinux_signal_group(pid_t group, int signal_number) {
    if (group <= 1) {
        errno = EINVAL;
        return -1;
    }
    return kill(-group, signal_number);
}

/* ---- Memory --------------------------------------------------------------------------- */

/* Gives every block of so many bytes or more pages of its own, which go back to the system when
 * it is freed, and lets all threads share so many heaps. */
static inline void clinux_give_memory_back(int long_block, int heaps) {
    mallopt(M_MMAP_THRESHOLD, long_block);
    mallopt(M_ARENA_MAX, heaps);
}

#endif

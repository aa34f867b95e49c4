#define _GNU_SOURCE
#include "FaultRig.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/statvfs.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>

static volatile struct fault_rig *rig;
static volatile int timer = -1;
static volatile int cancelled;
static pthread_mutex_t timer_lock = PTHREAD_MUTEX_INITIALIZER;

/* The C library's own function behind the one of this file. */
#define REAL(name) ((__typeof__(&name))real(#name))

static void *real(const char *name) {
    void *found = dlsym(RTLD_NEXT, name);
    if (!found) abort();
    return found;
}

/* ---- The clock ------------------------------------------------------------------------ */

static struct timespec shifted(struct timespec moment, int64_t milliseconds) {
    int64_t nanoseconds = moment.tv_nsec + milliseconds % 1000 * 1000000;
    moment.tv_sec += milliseconds / 1000;
    if (nanoseconds < 0) {
        nanoseconds += 1000000000;
        moment.tv_sec -= 1;
    }
    moment.tv_sec += nanoseconds / 1000000000;
    moment.tv_nsec = nanoseconds % 1000000000;
    return moment;
}

int clock_gettime(clockid_t clock, struct timespec *moment) {
    static __typeof__(&clock_gettime) next;
    if (!next) next = REAL(clock_gettime);
    int outcome = next(clock, moment);
    if (outcome == 0 && rig && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
        *moment = shifted(*moment, rig->clock_offset);
    return outcome;
}

int gettimeofday(struct timeval *restrict moment, void *restrict zone) {
    struct timespec now;
    (void)zone;
    if (clock_gettime(CLOCK_REALTIME, &now) != 0) return -1;
    moment->tv_sec = now.tv_sec;
    moment->tv_usec = now.tv_nsec / 1000;
    return 0;
}

time_t time(time_t *moment) {
    struct timespec now = {0, 0};
    clock_gettime(CLOCK_REALTIME, &now);
    if (moment) *moment = now.tv_sec;
    return now.tv_sec;
}

int adjtimex(struct timex *state) {
    int outcome = REAL(adjtimex)(state);
    if (outcome < 0 || !rig || rig->clock_synchronised < 0) return outcome;
    state->status = rig->clock_synchronised ? state->status & ~STA_UNSYNC
                                            : state->status | STA_UNSYNC;
    return outcome;
}

static int arm(int descriptor, struct itimerspec when) {
    return REAL(timerfd_settime)(
        descriptor, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &when, NULL);
}

static int arm_for_now(int descriptor) {
    struct itimerspec at_once = {{0, 0}, {0, 1}};
    return arm(descriptor, at_once);
}

int timerfd_settime(
    int descriptor, int flags, const struct itimerspec *when, struct itimerspec *old
) {
    if (!rig || !(flags & TFD_TIMER_CANCEL_ON_SET))
        return REAL(timerfd_settime)(descriptor, flags, when, old);
    pthread_mutex_lock(&timer_lock);
    timer = descriptor;
    struct itimerspec real_when = *when;
    real_when.it_value = shifted(when->it_value, -rig->clock_offset);
    /* In the past is at once; nought would disarm it. */
    int is_past = real_when.it_value.tv_sec <= 0;
    int outcome = cancelled || is_past ? arm_for_now(descriptor) : arm(descriptor, real_when);
    pthread_mutex_unlock(&timer_lock);
    return outcome;
}

ssize_t read(int descriptor, void *bytes, size_t count) {
    static __typeof__(&read) next;
    if (!next) next = REAL(read);
    ssize_t got = next(descriptor, bytes, count);
    if (rig && descriptor == timer && cancelled && got > 0) {
        cancelled = 0;
        errno = ECANCELED;
        return -1;
    }
    return got;
}

/* Looks for steps, and cancels the timer as the kernel would. */
static void *watch(void *unused) {
    int32_t seen = rig->clock_steps;
    struct timespec pause = {0, 5000000};
    for (;;) {
        nanosleep(&pause, NULL);
        if (rig->clock_steps == seen) continue;
        seen = rig->clock_steps;
        pthread_mutex_lock(&timer_lock);
        cancelled = 1;
        if (timer >= 0) arm_for_now(timer);
        pthread_mutex_unlock(&timer_lock);
    }
    return unused;
}

/* ---- The disk ------------------------------------------------------------------------- */

static int is_of_the_store(int descriptor) {
    char link[64], path[4096];
    snprintf(link, sizeof(link), "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, sizeof(path) - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return strstr(path, "/scrutinyd.db") != NULL;
}

static int refuses_writing(int descriptor) {
    if (!rig || !rig->write_error || !is_of_the_store(descriptor)) return 0;
    errno = rig->write_error;
    return 1;
}

ssize_t write(int descriptor, const void *bytes, size_t count) {
    static __typeof__(&write) next;
    if (!next) next = REAL(write);
    return refuses_writing(descriptor) ? -1 : next(descriptor, bytes, count);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset) {
    return refuses_writing(descriptor) ? -1 : REAL(pwrite)(descriptor, bytes, count, offset);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off64_t offset) {
    return refuses_writing(descriptor) ? -1 : REAL(pwrite64)(descriptor, bytes, count, offset);
}

int statvfs(const char *restrict path, struct statvfs *restrict system) {
    int outcome = REAL(statvfs)(path, system);
    if (outcome == 0 && rig && rig->write_error == EROFS) system->f_flag |= ST_RDONLY;
    return outcome;
}

static int refuses_syncing(int descriptor) {
    if (!rig || (!rig->sync_error && !rig->is_sync_held) || !is_of_the_store(descriptor)) return 0;
    struct timespec pause = {0, 5000000};
    while (rig->is_sync_held) nanosleep(&pause, NULL);
    errno = rig->sync_error;
    return rig->sync_error != 0;
}

int fsync(int descriptor) {
    return refuses_syncing(descriptor) ? -1 : REAL(fsync)(descriptor);
}

int fdatasync(int descriptor) {
    return refuses_syncing(descriptor) ? -1 : REAL(fdatasync)(descriptor);
}

/* ---- The settings --------------------------------------------------------------------- */

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("FAULT_RIG");
    int descriptor = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
    if (descriptor < 0) return;
    void *mapped =
        mmap(NULL, sizeof(struct fault_rig), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
    close(descriptor);
    if (mapped == MAP_FAILED) return;
    rig = mapped;
    pthread_t thread;
    pthread_create(&thread, NULL, watch, NULL);
}

/*
 * What a test turns while a daemon runs: its clock and its disk.
 *
 * The library is loaded before a real daemon (LD_PRELOAD) and stands between it and the C library.
 * The file named by FAULT_RIG holds these settings; the test writes it, the daemon's process maps
 * it. Nothing of the machine's own clock or disk is touched.
 */
#ifndef FAULT_RIG_H
#define FAULT_RIG_H

#include <stdint.h>

struct fault_rig {
    /* Added to what CLOCK_REALTIME shows, in milliseconds. */
    int64_t clock_offset;
    /* Counted up after the offset was changed: the clock was stepped, timerfd_create(2). */
    int32_t clock_steps;
    /* What adjtimex(2) says: 1 synchronised, 0 not; -1: what it really says. */
    int32_t clock_synchronised;
    /* What writing to the store's files fails with; 0: nothing. EROFS: statvfs(3) agrees. */
    int32_t write_error;
    /* What fsync(2) and fdatasync(2) of the store's files fail with; 0: nothing. */
    int32_t sync_error;
    /* Not nought: fsync(2) and fdatasync(2) of the store's files wait until it is again. */
    int32_t is_sync_held;
};

#endif

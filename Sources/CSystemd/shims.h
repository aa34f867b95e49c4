// libsystemd as Swift can import it: the array forms only, since C variadics do not import.
#ifndef SCRUTINYD_CSYSTEMD_H
#define SCRUTINYD_CSYSTEMD_H

#include <systemd/sd-journal.h>

extern char **environ;

// The process's environment block; the variable itself is no safe global to Swift.
static inline char **csystemd_environment(void) {
    return environ;
}

#endif

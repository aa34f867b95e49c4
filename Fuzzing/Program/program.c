/* The fuzzer: libFuzzer brings main(), and Entry.swift what it calls. */
typedef int scrutinyd_fuzzer_program;

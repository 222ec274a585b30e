#pragma once

#include <stddef.h>
#include <sys/types.h>

/// What to run and as whom. Everything is prepared by the caller, because between fork and exec only
/// async-signal-safe calls are allowed: no allocation, no name service.
struct process_plan {
    const char *executable;
    char *const *arguments;    // ends with NULL
    char *const *environment;  // ends with NULL
    int input;                 // becomes descriptor 0
    int output;                // becomes descriptors 1 and 2
    int death_signal;          // sent by the kernel when the thread that calls process_spawn ends; 0: none
    int change_user;           // 0: keep the caller's identity and ignore the fields below
    uid_t user;
    gid_t group;
    const gid_t *groups;
    size_t group_count;
};

/// Starts the program in a session of its own, in "/", with default signal handling, umask 077 and no descriptor but
/// 0, 1 and 2. Returns 0 and the child's id once exec has succeeded, otherwise an errno value (the child is reaped).
int process_spawn(const struct process_plan *plan, pid_t *child);

/// A pipe that no program started by another thread at the same time inherits. Returns 0 or -1 with errno set.
int process_pipe(int ends[2]);

/// Makes a folder that has exactly this mode from its first moment, whatever the process's umask. (Setting the umask
/// would for a moment change the files that other threads make.) Returns 0 or an errno value.
int process_make_folder(const char *path, mode_t mode);

/// Makes file access of the calling thread, and of no other, count as the given user's. Only for root.
/// Returns 0 or an errno value (then nothing has changed).
int process_assume_file_identity(uid_t user, gid_t group, const gid_t *groups, size_t group_count);

/// Gives each block of `bytes` and more pages of its own, which go back to the system when it is freed. Without this the C
/// library keeps blocks as large as the largest that was ever freed within its heaps, where they leave holes.
void process_keep_apart(size_t bytes);

/// Gives the pages of free memory back to the system. Takes milliseconds where much is free.
void process_give_memory_back(void);

/// Undoes process_assume_file_identity; `groups` are the thread's supplementary groups from before.
/// Ends the process if that fails: going on with a mixed identity would be worse.
void process_restore_file_identity(const gid_t *groups, size_t group_count);

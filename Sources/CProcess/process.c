#include "CProcess.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/fsuid.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef CLOSE_RANGE_CLOEXEC
#define CLOSE_RANGE_CLOEXEC (1U << 2)
#endif

// The C library's wrappers change every thread and take locks that another thread may have held at the fork;
// the system calls change only the calling thread.
static int set_groups(const gid_t *groups, size_t count) {
    return (int)syscall(SYS_setgroups, count, groups);
}

static void close_other_descriptors_on_exec(void) {
    if (syscall(SYS_close_range, 3U, ~0U, CLOSE_RANGE_CLOEXEC) == 0) return;
    struct rlimit limit;
    int end = 65536;
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < (rlim_t)end) end = (int)limit.rlim_cur;
    for (int descriptor = 3; descriptor < end; descriptor++) fcntl(descriptor, F_SETFD, FD_CLOEXEC);
}

static int become(const struct process_plan *plan) {
    if (!plan->change_user) return 0;
    if (set_groups(plan->groups, plan->group_count) != 0) return -1;
    if (syscall(SYS_setresgid, plan->group, plan->group, plan->group) != 0) return -1;
    return (int)syscall(SYS_setresuid, plan->user, plan->user, plan->user);
}

static int redirect(const struct process_plan *plan) {
    // Copies first: input or output may themselves be one of 0, 1 and 2.
    int input = fcntl(plan->input, F_DUPFD_CLOEXEC, 3);
    int output = fcntl(plan->output, F_DUPFD_CLOEXEC, 3);
    if (input < 0 || output < 0) return -1;
    return dup2(input, 0) < 0 || dup2(output, 1) < 0 || dup2(output, 2) < 0 ? -1 : 0;
}

static void reset_signals(void) {
    struct sigaction standard = {.sa_handler = SIG_DFL};
    for (int number = 1; number < NSIG; number++) sigaction(number, &standard, NULL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

static void run_child(const struct process_plan *plan, pid_t parent, int report) {
    umask(077);
    if (setsid() >= 0 && redirect(plan) == 0 && become(plan) == 0 && chdir("/") == 0) {
        // After the change of user, which clears it. The parent may have died before: then nobody would tell us.
        if (plan->death_signal && prctl(PR_SET_PDEATHSIG, plan->death_signal) != 0) goto failed;
        if (plan->death_signal && getppid() != parent) _exit(127);
        close_other_descriptors_on_exec();
        reset_signals();
        execve(plan->executable, plan->arguments, plan->environment);
    }
failed:;
    int code = errno;
    ssize_t ignored = write(report, &code, sizeof code);
    (void)ignored;
    _exit(127);
}

static int read_report(int report) {
    int code = 0;
    ssize_t count;
    do count = read(report, &code, sizeof code);
    while (count < 0 && errno == EINTR);
    return count == sizeof code ? code : 0;
}

int process_spawn(const struct process_plan *plan, pid_t *child) {
    int report[2];
    if (pipe2(report, O_CLOEXEC) != 0) return errno;
    // The write end must not be overwritten by the redirections.
    int writer = fcntl(report[1], F_DUPFD_CLOEXEC, 3);
    int code = errno;
    close(report[1]);
    if (writer < 0) {
        close(report[0]);
        return code;
    }
    sigset_t all, previous;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &previous);  // no handler of ours may run in the child
    pid_t parent = getpid();
    pid_t pid = fork();
    code = errno;
    if (pid == 0) run_child(plan, parent, writer);
    pthread_sigmask(SIG_SETMASK, &previous, NULL);
    close(writer);
    if (pid > 0) code = read_report(report[0]);
    close(report[0]);
    if (pid > 0 && code != 0) waitpid(pid, NULL, 0);
    if (pid > 0 && code == 0) *child = pid;
    return code;
}

int process_pipe(int ends[2]) {
    return pipe2(ends, O_CLOEXEC);
}

int process_make_folder(const char *path, mode_t mode) {
    sigset_t all, previous;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &previous);  // no handler of ours may run in the child
    pid_t pid = fork();
    int code = errno;
    if (pid == 0) {
        umask(0);
        _exit(mkdir(path, mode) == 0 ? 0 : errno);
    }
    pthread_sigmask(SIG_SETMASK, &previous, NULL);
    if (pid < 0) return code;
    int status = 0;
    while (waitpid(pid, &status, 0) < 0)
        if (errno != EINTR) return errno;
    return WIFEXITED(status) ? WEXITSTATUS(status) : EIO;
}

int process_assume_file_identity(uid_t user, gid_t group, const gid_t *groups, size_t group_count) {
    gid_t before[1024];
    int count = getgroups(1024, before);
    if (count < 0 || set_groups(groups, group_count) != 0) return errno;
    setfsgid(group);
    setfsuid(user);
    // Neither call reports failure; asking for an impossible id tells the present one.
    if ((uid_t)setfsuid((uid_t)-1) == user && (gid_t)setfsgid((gid_t)-1) == group) return 0;
    process_restore_file_identity(before, (size_t)count);
    return EPERM;
}

void process_restore_file_identity(const gid_t *groups, size_t group_count) {
    setfsuid(geteuid());
    setfsgid(getegid());
    if ((uid_t)setfsuid((uid_t)-1) != geteuid() || (gid_t)setfsgid((gid_t)-1) != getegid()) abort();
    if (set_groups(groups, group_count) != 0) abort();
}

#ifdef __GLIBC__
#include <malloc.h>

void process_keep_apart(size_t bytes) { mallopt(M_MMAP_THRESHOLD, (int)bytes); }

void process_give_memory_back(void) { malloc_trim(0); }
#else
void process_keep_apart(size_t bytes) { (void)bytes; }

void process_give_memory_back(void) {}
#endif

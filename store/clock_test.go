package store_test

import (
	"syscall"
	"time"
	"unsafe"
)

// The clocks of the processor.
const (
	ofProcess = 2 // CLOCK_PROCESS_CPUTIME_ID
	ofThread  = 3 // CLOCK_THREAD_CPUTIME_ID
)

// processed is how long the processor has worked for the tests, or for the thread that asks.
func processed(clock uintptr) time.Duration {
	var at syscall.Timespec
	if _, _, failed := syscall.RawSyscall(syscall.SYS_CLOCK_GETTIME, clock, uintptr(unsafe.Pointer(&at)), 0); failed != 0 {
		return 0
	}
	return time.Duration(at.Nano())
}

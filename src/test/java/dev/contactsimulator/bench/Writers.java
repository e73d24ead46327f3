package dev.contactsimulator.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that do the same kind of work, over and over, each on its own. */
final class Writers {

    /** One writer's work: called again and again. */
    interface Work {
        void once() throws Exception;
    }

    /** Makes the work of one writer. */
    interface Kind {
        Work writer(int number);
    }

    /** How many times a second all writers together got their work done. */
    static double rate(int writers, Duration duration, Kind kind) throws InterruptedException, ExecutionException {
        CountDownLatch ready = new CountDownLatch(writers);
        CountDownLatch go = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> counts = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                Work work = kind.writer(i);
                counts.add(threads.submit(() -> {
                    ready.countDown();
                    go.await();
                    return repeat(work, System.nanoTime() + duration.toNanos());
                }));
            }
            ready.await();
            long start = System.nanoTime();
            go.countDown();
            long done = 0;
            for (Future<Long> count : counts) done += count.get();
            return done * 1e9 / (System.nanoTime() - start);
        }
    }

    private static long repeat(Work work, long end) throws Exception {
        long done = 0;
        for (; System.nanoTime() < end; done++) work.once();
        return done;
    }

    private Writers() {}
}

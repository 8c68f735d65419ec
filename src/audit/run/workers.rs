//! Files judged by several threads at once and told in the order of the inputs. Each file has a lane of its own to the
//! one thread that has the sink; that thread empties lane after lane. Lanes are short and few, so that nobody gets far
//! ahead: what waits in them is bounded, whatever the number of files and findings.

use super::collect::Collector;
use super::found::Found;
use super::{Halt, Outlet, Progress, file};
use crate::audit::across::{Batch, Claimed, Program};
use crate::audit::judge::{Judge, STACK};
use crate::audit::{Finding, Input, Plan, Tally, words};
use crate::ingest::Source;
use std::collections::VecDeque;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// How far a thread may get ahead of the report.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    /// Files begun and not yet told.
    pub(super) window: usize,
    /// Messages that wait in a lane.
    pub(super) depth: usize,
    /// Findings in a message.
    pub(super) batch: usize,
}

impl Bounds {
    /// Enough for so many threads to stay busy: a few files each, some hundred findings a file.
    pub(super) fn of(threads: usize) -> Self {
        Self {
            window: threads.saturating_mul(4),
            depth: 8,
            batch: 64,
        }
    }
}

/// What comes along a lane.
enum Message {
    Found(Vec<Found>),
    Claims(Box<Batch>),
    /// The file's end: how it was read and what was counted.
    End(Box<(Input, Tally)>),
}

/// A file to be judged, with the lane for what is found in it.
struct Job<'a> {
    source: &'a Source,
    lane: SyncSender<Message>,
}

/// What a thread needs besides its jobs.
#[derive(Clone, Copy)]
struct Hand<'a, 'p> {
    plan: &'a Plan<'p>,
    program: &'a Program<'p>,
    progress: &'a dyn Progress,
    over: &'a AtomicBool,
    batch: usize,
}

/// Audits every source by so many threads; findings and files reach the collector in the order of the sources.
pub(super) fn run<'p>(
    (plan, program): (&Plan<'p>, &Program<'p>),
    sources: &[Source],
    threads: usize,
    bounds: &Bounds,
    collector: &mut Collector<'_, 'p>,
    progress: &dyn Progress,
) -> io::Result<()> {
    let over = AtomicBool::new(false);
    let hand = Hand {
        plan,
        program,
        progress,
        over: &over,
        batch: bounds.batch,
    };
    thread::scope(|scope| {
        let (jobs, queue) = channel();
        // Gone with the last thread, and with it the lanes that nobody took: nobody waits for a file that never comes.
        let queue = Arc::new(Mutex::new(queue));
        let mut refused = None;
        for number in 0..threads {
            let queue = Arc::clone(&queue);
            let spawned = thread::Builder::new()
                .stack_size(STACK)
                .spawn_scoped(scope, move || work(hand, &queue));
            match spawned {
                Ok(_) => {}
                Err(error) if number == 0 => refused = Some(error),
                // Fewer will do.
                Err(_) => break,
            }
        }
        drop(queue);
        let told = refused.map_or_else(|| tell(sources, bounds, &jobs, collector, progress), Err);
        over.store(told.is_err(), Ordering::Relaxed);
        told
    })
}

/// Hands out files in order, a window of them, and empties their lanes in order.
fn tell<'a>(
    sources: &'a [Source],
    bounds: &Bounds,
    jobs: &Sender<Job<'a>>,
    collector: &mut Collector<'_, '_>,
    progress: &dyn Progress,
) -> io::Result<()> {
    let mut lanes = VecDeque::new();
    let mut waiting = sources.iter();
    for (number, source) in sources.iter().enumerate() {
        while lanes.len() < bounds.window.max(1)
            && let Some(source) = waiting.next()
        {
            let (lane, end) = sync_channel(bounds.depth.max(1));
            lanes.push_back(end);
            // Where nobody takes jobs any more, the lane says so.
            let _ = jobs.send(Job { source, lane });
        }
        progress.file(number, sources.len(), &source.name);
        if let Some(lane) = lanes.pop_front() {
            empty(&lane, source, collector)?;
        }
    }
    Ok(())
}

/// Takes everything that comes along a lane.
fn empty(lane: &Receiver<Message>, source: &Source, collector: &mut Collector<'_, '_>) -> io::Result<()> {
    while let Ok(message) = lane.recv() {
        match message {
            Message::Found(batch) => batch
                .iter()
                .try_for_each(|found| collector.found(&source.name, found))?,
            Message::Claims(batch) => collector.claimed(*batch)?,
            Message::End(end) => {
                let (input, tally) = *end;
                return collector.file(input, tally);
            }
        }
    }
    let input = Input {
        path: source.name.clone(),
        error: Some(words::defect("")),
        ..Input::default()
    };
    collector.file(input, Tally::default())
}

/// One thread: takes a file, judges it, takes the next.
fn work(hand: Hand<'_, '_>, queue: &Mutex<Receiver<Job<'_>>>) {
    let mut judge = Judge::new(hand.plan);
    loop {
        let next = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(Job { source, lane }) = next else { return };
        let mut outlet = Lane {
            hand,
            end: lane,
            batch: Vec::new(),
        };
        let Ok(input) = file::audit((hand.plan, hand.program), &mut judge, source, &mut outlet) else {
            return;
        };
        if outlet.close(input, judge.settle()).is_err() {
            return;
        }
    }
}

/// The judge's end of a lane.
struct Lane<'a, 'p> {
    hand: Hand<'a, 'p>,
    end: SyncSender<Message>,
    batch: Vec<Found>,
}

impl Lane<'_, '_> {
    fn send(&mut self) -> Result<(), Halt> {
        let batch = std::mem::take(&mut self.batch);
        self.end.send(Message::Found(batch)).map_err(|_| Halt::Over)
    }

    fn close(mut self, input: Input, tally: Tally) -> Result<(), Halt> {
        if !self.batch.is_empty() {
            self.send()?;
        }
        let end = Message::End(Box::new((input, tally)));
        self.end.send(end).map_err(|_| Halt::Over)
    }
}

impl Outlet for Lane<'_, '_> {
    fn finding(&mut self, number: usize, finding: &Finding<'_>) -> Result<(), Halt> {
        self.batch.push(Found::of(number, finding));
        if self.batch.len() < self.hand.batch {
            return Ok(());
        }
        self.send()
    }

    fn claims(&mut self, batch: Batch) -> Result<(), Halt> {
        // In the order of a single thread: what was found before comes before.
        if !self.batch.is_empty() {
            self.send()?;
        }
        let claims = Message::Claims(Box::new(batch));
        self.end.send(claims).map_err(|_| Halt::Over)
    }

    fn rows(&mut self, more: u64) -> Result<(), Halt> {
        self.hand.progress.rows(more);
        if self.hand.over.load(Ordering::Relaxed) {
            return Err(Halt::Over);
        }
        Ok(())
    }
}

//! Ctrl-C and SIGTERM: the first ends the run in order, the second at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::mpsc;
use std::thread;

use anyhow::Context;
use marsad::pipeline::crawl::Stop;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;

use super::End;

/// What the system sends when a file grows beyond `ulimit -f`, on every system that we know. Caught, the write fails as on a full disk.
const FILE_TOO_LARGE: i32 = 25;

/// Signals as the run hears them.
pub struct Signals {
    heard: Arc<AtomicU8>,
    stop: watch::Receiver<Stop>,
}

impl Signals {
    /// Listens from now on.
    ///
    /// # Errors
    /// The system does not let us.
    pub fn listen() -> anyhow::Result<Self> {
        let (tell, stop) = watch::channel(Stop::WhenDone);
        let heard = Arc::new(AtomicU8::new(0));
        let noted = Arc::clone(&heard);
        let (ready, listening) = mpsc::channel();
        thread::spawn(move || {
            let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_io().build() else { return };
            runtime.block_on(async {
                let caught = [SignalKind::interrupt(), SignalKind::terminate(), SignalKind::from_raw(FILE_TOO_LARGE)];
                let [Ok(interrupt), Ok(terminate), Ok(_too_large)] = caught.map(signal) else { return };
                let _ = ready.send(());
                obey(interrupt, terminate, &noted, &tell).await;
            });
        });
        listening.recv().context("cannot listen for signals")?;
        Ok(Self { heard, stop })
    }

    /// How soon the run is to end.
    pub fn stop(&self) -> watch::Receiver<Stop> {
        self.stop.clone()
    }

    /// How a run ends that a signal has ended.
    pub fn end(&self) -> Option<End> {
        [End::Interrupted, End::Terminated].into_iter().find(|end| *end as u8 == self.heard.load(Ordering::Relaxed))
    }
}

async fn obey(mut interrupt: Signal, mut terminate: Signal, heard: &AtomicU8, tell: &watch::Sender<Stop>) {
    loop {
        let end = tokio::select! {
            _ = interrupt.recv() => End::Interrupted,
            _ = terminate.recv() => End::Terminated,
        };
        if heard.swap(end as u8, Ordering::Relaxed) != 0 {
            std::process::exit(end as i32);
        }
        tracing::info!("ending; what is in flight is finished first, a second signal ends at once");
        let _ = tell.send(Stop::Soon);
    }
}

//! Standard input, in windows: it may never end, and does not have to fit in memory.
//!
//! A window holds what is new and, before it, what came last, so that nothing is lost where two meet: whoever reads them leaves out
//! what was found already. Input that cannot be cut at a line (UTF-16, archives) comes as one window, whole.
//!
//! Promises: memory is a window, whatever the length of the input; a line longer than a window is cut. What was read before an error is
//! there, and the error is a notice.

use super::notice_of;
use crate::notice::Notice;
use std::io::{self, Read};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::Duration;

/// New bytes in a window.
const WINDOW: usize = 8 << 20;

/// Bytes of the window before that begin the next one: ten times the longest private key.
const OVERLAP: usize = 64 << 10;

/// Bytes read at a time.
const CHUNK: usize = 64 << 10;

/// How long a live reader waits for more before it looks at what is there.
const IDLE: Duration = Duration::from_millis(500);

/// A part of the input.
#[derive(Debug, Default)]
pub struct Window {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Bytes of the input before it.
    pub bytes_before: usize,
    /// Lines of the input before it.
    pub lines_before: u32,
}

/// Takes standard input apart.
pub struct Windows {
    chunks: Receiver<io::Result<Vec<u8>>>,
    name: String,
    is_live: bool,
    is_whole: Option<fn(&[u8]) -> bool>,
    window: Window,
    /// What went wrong, if anything did.
    pub trouble: Option<Notice>,
    is_over: bool,
}

impl Windows {
    /// `name` is what findings call the input. A live reader gets a window whenever input pauses. `is_whole` says of the first bytes
    /// whether they belong to something that cannot be cut.
    pub fn new(name: String, mut input: impl Read + Send + 'static, is_live: bool, is_whole: fn(&[u8]) -> bool) -> Self {
        let (sender, chunks) = sync_channel(16);
        std::thread::spawn(move || {
            loop {
                let mut chunk = vec![0; CHUNK];
                match input.read(&mut chunk) {
                    Ok(0) => return,
                    Ok(read) => {
                        chunk.truncate(read);
                        if sender.send(Ok(chunk)).is_err() {
                            return;
                        }
                    }
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    Err(error) => {
                        let _ = sender.send(Err(error));
                        return;
                    }
                }
            }
        });
        Self { chunks, name, is_live, is_whole: Some(is_whole), window: Window::default(), trouble: None, is_over: false }
    }

    /// Whether the window that was handed out last had the rest.
    pub fn is_over(&self) -> bool {
        self.is_over
    }

    /// The next window; nothing after the last. An empty input has one, empty.
    #[expect(
        clippy::should_implement_trait,
        reason = "a window is asked for with the last one's findings at hand, never in a loop of its own"
    )]
    pub fn next(&mut self) -> Option<Window> {
        if self.is_over {
            return None;
        }
        let (mut new, mut limit) = (0, WINDOW);
        loop {
            let chunk = if self.is_live && new > 0 {
                self.chunks.recv_timeout(IDLE)
            } else {
                self.chunks.recv().map_err(|_| RecvTimeoutError::Disconnected)
            };
            match chunk {
                Ok(Ok(chunk)) => {
                    new += chunk.len();
                    self.window.bytes.extend_from_slice(&chunk);
                    if self.is_whole.take().is_some_and(|is_whole| is_whole(&self.window.bytes)) {
                        limit = usize::MAX;
                    }
                    if new >= limit {
                        return Some(self.cut());
                    }
                }
                Err(RecvTimeoutError::Timeout) if limit < usize::MAX && self.window.bytes.ends_with(b"\n") => return Some(self.cut()),
                Err(RecvTimeoutError::Timeout) => {}
                end @ (Ok(Err(_)) | Err(RecvTimeoutError::Disconnected)) => {
                    if let Ok(Err(error)) = end {
                        self.trouble = Some(notice_of(self.name.clone(), &error));
                    }
                    self.is_over = true;
                    // The last window may have had everything.
                    return (new > 0 || self.window.bytes_before == 0).then(|| std::mem::take(&mut self.window));
                }
            }
        }
    }

    /// Hands the window out and begins the next one with its last lines.
    fn cut(&mut self) -> Window {
        let window = std::mem::take(&mut self.window);
        let from = window.bytes.len().saturating_sub(OVERLAP);
        // At a line's beginning, or columns would count from nowhere.
        let start = memchr::memchr(b'\n', &window.bytes[from..]).map_or(from, |at| from + at + 1);
        let start = if start == window.bytes.len() { from } else { start };
        let start = if from == 0 { 0 } else { start };
        let lines = memchr::memchr_iter(b'\n', &window.bytes[..start]).count() as u32;
        self.window = Window {
            bytes: window.bytes[start..].to_vec(),
            bytes_before: window.bytes_before + start,
            lines_before: window.lines_before + lines,
        };
        window
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn windows(input: Vec<u8>, is_whole: fn(&[u8]) -> bool) -> Vec<Window> {
        let mut windows = Windows::new("stdin".to_owned(), io::Cursor::new(input), false, is_whole);
        std::iter::from_fn(|| windows.next()).collect()
    }

    #[test]
    fn windows_overlap_and_leave_nothing_out() {
        let line = b"0123456789abcde\n";
        let input = line.repeat((2 * WINDOW + WINDOW / 2) / line.len());
        let found = windows(input.clone(), |_| false);
        assert_eq!(found.len(), 3);
        let mut end = 0;
        for window in &found {
            assert!(window.bytes_before <= end && window.bytes.len() <= WINDOW + OVERLAP + CHUNK);
            end = window.bytes_before + window.bytes.len();
            assert_eq!(window.bytes, input[window.bytes_before..end]);
            assert_eq!(window.lines_before as usize, window.bytes_before / line.len());
        }
        assert_eq!(end, input.len());
    }

    #[test]
    fn what_cannot_be_cut_is_not() {
        assert_eq!(windows(vec![b'x'; 3 * WINDOW], |_| true).len(), 1);
        assert_eq!(windows(Vec::new(), |_| false).len(), 1);
    }
}

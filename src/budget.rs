//! What one file may unfold to: one account of bytes and members for all levels of an archive, so that a bomb ends as a notice.
//!
//! Promises: reading stops at the limit, before memory is asked for; the account is never refilled while a file is unfolded.

use std::io::{self, Read};

/// Bytes that a file may always unfold to.
const FLOOR: u64 = 64 << 20;

/// Bytes that no file may unfold to more than.
const CEILING: u64 = 4 << 30;

/// Bytes that a file may unfold to for each of its own. Deflate reaches 1,032; logs that are really kept reach 100.
const RATIO: u64 = 200;

/// Members of a file, those of its archives within it included.
const MEMBERS: u64 = 200_000;

/// Bytes of one member: it is held in memory while it is scanned.
const LARGEST_MEMBER: u64 = 512 << 20;

/// The account of one file.
#[derive(Debug)]
pub struct Budget {
    bytes: u64,
    members: u64,
    largest: u64,
}

/// How reading a member ended; what was read before is there in each case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// At its end.
    Whole,
    /// At a limit.
    Limit,
    /// At damage.
    Damage,
}

impl Budget {
    /// The account of a file of `size` bytes; `largest` bounds its members further, as `--max-size` does for files.
    pub fn of(size: u64, largest: Option<u64>) -> Self {
        let bytes = size.saturating_mul(RATIO).clamp(FLOOR, CEILING);
        Self { bytes, members: MEMBERS, largest: largest.unwrap_or(LARGEST_MEMBER).min(LARGEST_MEMBER) }
    }

    /// Bytes that are left, at most as many as one member may have.
    pub fn left(&self) -> u64 {
        self.bytes.min(self.largest)
    }

    /// Whether nothing more may be read.
    pub fn is_spent(&self) -> bool {
        self.bytes == 0 || self.members == 0
    }

    /// Takes one member off the account.
    pub fn take_member(&mut self) {
        self.members = self.members.saturating_sub(1);
    }

    /// Takes bytes off the account that were made by other means than [`Budget::read`].
    pub fn take_bytes(&mut self, bytes: usize) {
        self.bytes = self.bytes.saturating_sub(bytes as u64);
    }

    /// Reads a member as far as the account and its data go.
    pub fn read(&mut self, reader: &mut dyn Read) -> (Vec<u8>, End) {
        const STEP: usize = 64 << 10;
        let (mut bytes, limit) = (Vec::new(), self.left() as usize);
        let end = loop {
            let start = bytes.len();
            // One byte more than allowed tells a member that just fits from one that does not.
            bytes.resize((start * 2).clamp(start + STEP, start + (16 << 20)).min(limit + 1), 0);
            match reader.read(&mut bytes[start..]) {
                Ok(0) => {
                    bytes.truncate(start);
                    break End::Whole;
                }
                Ok(count) => bytes.truncate(start + count),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => bytes.truncate(start),
                Err(_) => {
                    bytes.truncate(start);
                    break End::Damage;
                }
            }
            if bytes.len() > limit {
                bytes.truncate(limit);
                break End::Limit;
            }
        };
        self.take_bytes(bytes.len());
        (bytes, end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_is_read_to_its_end_or_to_the_limit() {
        for (size, largest, read, end) in
            [(0, None, 0, End::Whole), (100_000, None, 100_000, End::Whole), (10, Some(10), 10, End::Whole), (11, Some(10), 10, End::Limit)]
        {
            let mut budget = Budget::of(1, largest);
            let (bytes, how) = budget.read(&mut io::repeat(b'x').take(size));
            assert_eq!((bytes.len(), how), (read, end), "{size} of {largest:?}");
        }
    }

    #[test]
    fn the_account_holds_for_all_members_together() {
        let mut budget = Budget::of(1, None);
        for _ in 0..3 {
            budget.read(&mut io::repeat(0).take(20 << 20));
        }
        assert_eq!(budget.read(&mut io::repeat(0)).1, End::Limit);
        assert!(budget.is_spent());
    }

    #[test]
    fn what_came_before_damage_is_there() {
        struct Broken(u8);
        impl Read for Broken {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                self.0 += 1;
                if self.0 > 3 {
                    return Err(io::ErrorKind::InvalidData.into());
                }
                buffer[0] = b'x';
                Ok(1)
            }
        }
        assert_eq!(Budget::of(1, None).read(&mut Broken(0)), (b"xxx".to_vec(), End::Damage));
    }
}

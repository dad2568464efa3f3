//! What the footer of a Parquet file says: names of columns, number of rows, least and greatest value of each column.
//!
//! Promises: any bytes will do; memory is bounded by the size of the footer, for pages are never opened: their headers may ask for any amount. The
//! values that a footer repeats are values of rows, so they are handed out as two rows for each group, in a table that is called by the number of
//! rows of the file. File format: <https://parquet.apache.org/docs/file-format/>. The notice says what was not read.

use super::{DAMAGED, ENCRYPTED, Texts, Trouble};
use crate::notice::NoticeKind;
use parquet::basic::{ConvertedType, LogicalType, TimeUnit};
use parquet::file::metadata::ParquetMetaDataReader;
use parquet::file::statistics::Statistics;
use parquet::schema::types::ColumnDescriptor;

/// Length of the footer in four bytes, and the mark of the format.
const TAIL: usize = 8;

/// Names that only say that a column is a list or a map.
const SCAFFOLDING: &[&str] = &["list", "element", "array", "bag", "array_element", "key_value", "item", "value"];

/// Seconds of a day.
const DAY: i64 = 86_400;

pub(super) fn footer(bytes: &[u8]) -> Texts {
    let mut texts = Texts::default();
    match read(bytes) {
        Ok(member) => {
            texts.members.push(member);
            texts.trouble = Some(Trouble(
                NoticeKind::Partial,
                "of a Parquet file the names of columns, the number of rows and the least and greatest values were read; its pages were not",
            ));
        }
        Err(trouble) => texts.trouble = Some(trouble),
    }
    texts
}

fn read(bytes: &[u8]) -> Result<(String, Vec<u8>), Trouble> {
    let (before, tail) = bytes.split_at_checked(bytes.len().wrapping_sub(TAIL)).ok_or(DAMAGED)?;
    match &tail[4..] {
        b"PAR1" => {}
        b"PARE" => return Err(ENCRYPTED),
        _ => return Err(DAMAGED),
    }
    let length = u32::from_le_bytes([tail[0], tail[1], tail[2], tail[3]]) as usize;
    let start = before.len().checked_sub(length).ok_or(DAMAGED)?;
    let metadata = ParquetMetaDataReader::decode_metadata(&before[start..]).map_err(|_| DAMAGED)?;
    let file = metadata.file_metadata();
    let columns = file.schema_descr().columns();
    let mut out = super::csv_row(&columns.iter().map(|column| name(column)).collect::<Vec<_>>());
    for group in metadata.row_groups() {
        let ends = group.columns().iter().map(|chunk| {
            chunk.statistics().map_or_else(Default::default, |statistics| {
                let descriptor = chunk.column_descr();
                (shown(statistics, descriptor, false), shown(statistics, descriptor, true))
            })
        });
        let (least, greatest): (Vec<String>, Vec<String>) = ends.unzip();
        out.push_str(&super::csv_row(&least));
        if greatest != least {
            out.push_str(&super::csv_row(&greatest));
        }
    }
    Ok((format!("{} rows.csv", file.num_rows()), out.into_bytes()))
}

/// What a column is called: `patient_name` of `patient` and `name`.
fn name(column: &ColumnDescriptor) -> String {
    let parts = column.path().parts();
    let telling: Vec<&str> = parts.iter().map(String::as_str).filter(|part| parts.len() == 1 || !SCAFFOLDING.contains(part)).collect();
    telling.join("_")
}

/// The least or the greatest value as people write it; nothing where there is none, or no text.
fn shown(statistics: &Statistics, column: &ColumnDescriptor, greatest: bool) -> String {
    macro_rules! end {
        ($values:expr) => {
            if greatest { $values.max_opt() } else { $values.min_opt() }
        };
    }
    match statistics {
        Statistics::Int32(values) => end!(values).map(|value| number(i64::from(*value), column)),
        Statistics::Int64(values) => end!(values).map(|value| number(*value, column)),
        Statistics::Double(values) => end!(values).map(ToString::to_string),
        Statistics::Float(values) => end!(values).map(ToString::to_string),
        Statistics::ByteArray(values) => end!(values).and_then(|value| value.as_utf8().ok()).map(str::to_owned),
        Statistics::FixedLenByteArray(values) => end!(values).and_then(|value| value.as_utf8().ok()).map(str::to_owned),
        Statistics::Boolean(_) | Statistics::Int96(_) => None,
    }
    .unwrap_or_default()
}

/// A number, or the day that it stands for.
fn number(value: i64, column: &ColumnDescriptor) -> String {
    let a_second = match (column.logical_type_ref(), column.converted_type()) {
        (Some(LogicalType::Date), _) | (_, ConvertedType::DATE) => return day(value),
        (Some(LogicalType::Timestamp(unit)), _) => match unit.unit {
            TimeUnit::MILLIS => 1_000,
            TimeUnit::MICROS => 1_000_000,
            TimeUnit::NANOS => 1_000_000_000,
        },
        (_, ConvertedType::TIMESTAMP_MILLIS) => 1_000,
        (_, ConvertedType::TIMESTAMP_MICROS) => 1_000_000,
        _ => return value.to_string(),
    };
    day(value.div_euclid(a_second).div_euclid(DAY))
}

/// Days since 1970-01-01 as a date; nothing beyond the years 1 to 9999.
fn day(days: i64) -> String {
    let date = jiff::Span::new().try_days(days).and_then(|span| jiff::civil::date(1970, 1, 1).checked_add(span));
    date.ok().filter(|date| date.year() > 0).map_or_else(String::new, |date| date.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLINIC: &[u8] = include_bytes!("../../testdata/archives/clinic.parquet");

    #[test]
    fn a_footer_gives_names_counts_and_ends() {
        let texts = footer(CLINIC);
        let [(name, text)] = &texts.members[..] else { panic!("one table") };
        assert_eq!(name, "40 rows.csv");
        assert_eq!(
            String::from_utf8_lossy(text),
            "patient_name,mrn,birth_date,seen,weight,address_city,consent\n\
             Abel Quillfeather,4480200,1961-03-01,2024-01-05,60.5,Lorain,\n\
             Odalys Quillfeather,4480239,1961-04-09,2024-02-13,99.5,Oberlin,\n"
        );
        assert!(texts.trouble.is_some_and(|trouble| trouble.0 == NoticeKind::Partial));
    }

    /// Whatever is cut off, flipped or lied about ends as a notice.
    #[test]
    fn damage_is_a_notice() {
        let whole = CLINIC.len();
        for cut in 0..whole {
            let texts = footer(&CLINIC[..cut]);
            assert!(texts.members.is_empty() && texts.trouble.is_some(), "{cut}");
        }
        let mut bytes = CLINIC.to_vec();
        bytes[whole - 1] = b'E';
        assert!(footer(&bytes).trouble.is_some_and(|trouble| trouble.0 == NoticeKind::Encrypted));
        for at in 0..whole {
            for flip in [0x01, 0x80, 0xFF] {
                let mut bytes = CLINIC.to_vec();
                bytes[at] ^= flip;
                let _ = std::panic::catch_unwind(|| footer(&bytes));
            }
        }
    }
}

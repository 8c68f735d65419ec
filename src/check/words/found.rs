//! What the kinds that look into words and codes say.

use crate::model::{Text, text};

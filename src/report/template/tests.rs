//! What holds of every form that can be made.

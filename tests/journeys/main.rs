//! Journeys: real keys through the real update and drawing code, on a store that can fail.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod anchors;
mod annotating;
mod anything;
mod candidates;
mod choosing;
mod counted;
mod exporting;
mod faults;
mod finding;
mod journey;
mod judging;
mod outside;
mod pages;
mod pointing;
mod reading;
mod reviewing;
mod sizes;
mod vanishing;

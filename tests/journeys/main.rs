//! Journeys: real keys through the real update and drawing code, with a disk that can fail.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod anchors;
mod annotating;
mod anything;
mod bad_edits;
mod candidates;
mod choosing;
mod comparing;
mod counted;
mod exporting;
mod faults;
mod finding;
mod finding_claims;
mod folder_queue;
mod forms;
mod helping;
mod journey;
mod judging;
mod library;
mod library_pages;
mod outside;
mod pages;
mod panes;
mod pointing;
mod queries;
mod queue;
mod reading;
mod rebinding;
mod review_forms;
mod review_groups;
mod reviewing;
mod selecting;
mod settling;
mod similar;
mod sizes;
mod taking_back;
#[path = "../review/texts.rs"]
mod texts;
mod vanishing;
mod versions;

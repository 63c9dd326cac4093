//! The display stays awake while a session runs, by a child process of the platform's own command.
//!
//! The child waits for the end of its input, which this process holds open. It ends with the session, and with this process
//! however that ends. A platform without such a command, or a failure of it, changes nothing and is not reported.

use std::process::{Child, Command, Stdio};

/// Keeps the display awake on request.
#[derive(Debug, Default)]
pub(crate) struct Awake {
    is_allowed: bool,
    child: Option<Child>,
}

impl Awake {
    /// Without `is_allowed` every request is ignored.
    pub(crate) fn new(is_allowed: bool) -> Self {
        Self { is_allowed, child: None }
    }

    /// Keeps the display awake from now on, or gives it back.
    pub(crate) fn set(&mut self, is_wanted: bool) {
        if !is_wanted {
            self.release();
        } else if self.is_allowed && self.child.is_none() {
            self.child = command().and_then(|mut command| command.spawn().ok());
            // A command that cannot be started once is not tried every second.
            self.is_allowed = self.child.is_some();
        }
    }

    fn release(&mut self) {
        if let Some(mut child) = self.child.take() {
            drop(child.stdin.take());
            // It ends at the end of its input. The wait only collects its exit status.
            let _ = child.wait();
        }
    }
}

impl Drop for Awake {
    fn drop(&mut self) {
        self.release();
    }
}

/// The platform's command, which runs `cat` for as long as the display is to stay awake.
fn command() -> Option<Command> {
    let mut command = inhibitor()?;
    command.arg("cat").stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    // Ctrl-C and Ctrl-Z in the terminal are for this process alone.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    Some(command)
}

#[cfg(target_os = "linux")]
fn inhibitor() -> Option<Command> {
    let mut command = Command::new("systemd-inhibit");
    command.args(["--what=idle", "--who=uncramp", "--why=A stretch is running"]);
    Some(command)
}

#[cfg(target_os = "macos")]
fn inhibitor() -> Option<Command> {
    let mut command = Command::new("caffeinate");
    command.arg("-d");
    Some(command)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn inhibitor() -> Option<Command> {
    None
}

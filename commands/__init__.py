"""The commands of `hezuo`, one file for each; a file is loaded when its command is run."""

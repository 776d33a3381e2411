"""The way things move: news, clocks, tasks and list differences."""

"""The moderator's screen: its pictures, its keys, and the app that hosts them."""

"""The only Apprise: channels, and messages rendered for them."""

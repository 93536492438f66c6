"""The only HTML reading: page to links, page to article."""

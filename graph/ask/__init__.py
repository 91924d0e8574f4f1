"""Questions in words: a small grammar that turns them into the commands that answer them."""

"""One folder per insight kind: model, plan, shape and cases. The registry finds them by looking."""

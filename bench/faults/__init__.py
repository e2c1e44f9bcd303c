"""What happens to events when something breaks: nothing acknowledged is lost, nothing is counted twice."""

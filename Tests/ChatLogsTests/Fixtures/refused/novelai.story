{"storyContainerVersion":1,"metadata":{"title":"t"},"content":{"story":{}}}

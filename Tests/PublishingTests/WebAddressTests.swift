import Testing

@testable import Publishing

@Suite("Web addresses in links")
struct WebAddressTests {
  @Test(
    "what no address can have is percent-encoded, and the rest stays as it is written",
    arguments: [
      ("https://aldermark.example/", "https://aldermark.example/"),
      ("http://[::1]:80/a?b=[c]#d#e", "http://[::1]:80/a?b=%5Bc%5D#d%23e"),
      ("https://x.example/?a='b'&c=\"><script>", "https://x.example/?a='b'&c=%22%3E%3Cscript%3E"),
      ("https://x.example/%20a%2Fb%zz%", "https://x.example/%20a%2Fb%25zz%25"),
      ("https://x.example/{a}|\\^`", "https://x.example/%7Ba%7D%7C%5C%5E%60"),
      ("https://x.example/ü ", "https://x.example/%C3%BC%20"), ("https://x.example", "https://x.example"),
    ])
  func linkable(text: String, address: String) {
    #expect(WebAddress.linkable(text) == address)
    #expect(WebAddress.linkable(address) == address)
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where a document's bytes come from: memory, an open file, or a closure that hands them out piece by piece.
///
/// A source is used up by reading it.
public struct ByteSource {
  enum Storage {
    case memory(UnsafeRawBufferPointer)
    case chunks((UnsafeMutableRawBufferPointer) throws -> Int)
  }

  let storage: Storage

  /// A document in memory.
  public static func bytes(_ bytes: [UInt8]) -> ByteSource {
    var position = 0
    return .chunks { buffer in
      let piece = bytes[position..<min(position + buffer.count, bytes.count)]
      buffer.copyBytes(from: piece)
      position += piece.count
      return piece.count
    }
  }

  /// A document in memory that the caller keeps alive while it is read; it is not copied.
  public static func memory(_ bytes: UnsafeRawBufferPointer) -> ByteSource {
    ByteSource(storage: .memory(bytes))
  }

  /// A document that comes in pieces.
  ///
  /// - Parameter next: fills the buffer from its beginning, as far as it can or likes, and returns how many
  ///   bytes it wrote; 0 says that the document has ended. It is called until it returns 0 or throws, or until
  ///   a problem makes further reading pointless. Whoever wants to hash or keep the bytes does it here.
  public static func chunks(_ next: @escaping (UnsafeMutableRawBufferPointer) throws -> Int) -> ByteSource {
    ByteSource(storage: .chunks(next))
  }

  /// A document in an open file, pipe or socket, read from where it stands to its end; the caller closes it.
  public static func descriptor(_ descriptor: Int32) -> ByteSource {
    .chunks { buffer in
      while true {
        let count = read(descriptor, buffer.baseAddress, buffer.count)
        if count >= 0 { return count }
        if errno != EINTR { throw SystemError(number: errno) }
      }
    }
  }
}

/// An error of the operating system, said in its words.
struct SystemError: Error, CustomStringConvertible {
  let number: Int32

  var description: String { String(cString: strerror(number)) }
}

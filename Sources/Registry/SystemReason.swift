import Foundation

/// What the operating system says about a file, in its own few words, such as `No such file or directory`.
public enum SystemReason {
  /// The reason for an error number.
  public static func of(_ number: Int32) -> String { String(cString: strerror(number)) }

  /// The reason within an error of Foundation's, whose own words say less.
  public static func of(_ error: any Error) -> String {
    var error = error as NSError
    while error.domain != NSPOSIXErrorDomain, let inner = error.userInfo[NSUnderlyingErrorKey] as? NSError {
      error = inner
    }
    if error.domain == NSPOSIXErrorDomain { return of(Int32(clamping: error.code)) }
    guard error.domain == NSCocoaErrorDomain else { return String(describing: error) }
    switch CocoaError.Code(rawValue: error.code) {
    case .fileNoSuchFile, .fileReadNoSuchFile: return of(ENOENT)
    case .fileReadNoPermission, .fileWriteNoPermission: return of(EACCES)
    case .fileWriteOutOfSpace: return of(ENOSPC)
    case .fileWriteVolumeReadOnly: return of(EROFS)
    default: return error.localizedDescription
    }
  }
}

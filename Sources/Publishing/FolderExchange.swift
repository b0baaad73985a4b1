#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Puts a finished folder in the place of another in one step, so that a reader sees the old one or the new one.
enum FolderExchange {
  /// Swaps two folders of one file system; false where the kernel or the file system cannot.
  ///
  /// `renameat2` with `RENAME_EXCHANGE` (Linux 3.15, renameat2(2)). Swift's C library module does not declare GNU
  /// extensions, so the function is looked up at run time.
  static func swap(_ first: String, _ second: String) -> Bool {
    typealias RenameAt2 =
      @convention(c) (Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32) -> Int32
    guard let symbol = symbol("renameat2") else { return false }
    let renameAt2 = unsafeBitCast(symbol, to: RenameAt2.self)
    let exchange: UInt32 = 2
    return renameAt2(AT_FDCWD, first, AT_FDCWD, second, exchange) == 0
  }

  /// Waits until everything written to the file system of an open folder is on the disk; one call instead of one
  /// for each file (syncfs(2)).
  static func flush(_ descriptor: Int32) {
    typealias SyncFS = @convention(c) (Int32) -> Int32
    guard let symbol = symbol("syncfs") else {
      sync()
      return
    }
    _ = unsafeBitCast(symbol, to: SyncFS.self)(descriptor)
  }

  private static func symbol(_ name: String) -> UnsafeMutableRawPointer? {
    guard let program = dlopen(nil, RTLD_NOW) else { return nil }
    return dlsym(program, name)
  }
}

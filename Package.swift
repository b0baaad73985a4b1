// swift-tools-version: 6.0
import PackageDescription

let package = Package(
  name: "Proofmark",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Proofmark", targets: ["Quantities", "Statistics"])
  ],
  targets: [
    .target(name: "Quantities"),
    .target(name: "Statistics"),
    .testTarget(name: "StatisticsTests", dependencies: ["Statistics"], resources: [.copy("Fixtures")]),
  ],
  swiftLanguageModes: [.v6]
)

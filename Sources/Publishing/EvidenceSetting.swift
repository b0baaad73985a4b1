import Registry

/// How much of the evidence a programme makes public.
public typealias EvidenceSetting = Programme.EvidenceSetting
